CREATE TABLE revocation_counter (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    era       uuid NOT NULL,
    last      bigint NOT NULL
);
INSERT INTO revocation_counter (era, last) VALUES (gen_random_uuid(), 0);
COMMENT ON TABLE revocation_counter IS 'Numbers the revocation feed: the row lock makes number order commit order.';
COMMENT ON COLUMN revocation_counter.singleton IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN revocation_counter.era IS 'subject=none protection=clear erased=keep retention=until-restored';
COMMENT ON COLUMN revocation_counter.last IS 'subject=none protection=clear erased=keep retention=for-ever';

CREATE TABLE revocation (
    number     bigint PRIMARY KEY,
    session_id uuid,
    subject_id uuid,
    at         timestamptz NOT NULL,
    CHECK (num_nonnulls(session_id, subject_id) = 1)
);
CREATE INDEX revocation_session_at ON revocation (at) WHERE session_id IS NOT NULL;
COMMENT ON TABLE revocation IS 'What every service must refuse from now on: ended sessions and erased subjects, in order.';
COMMENT ON COLUMN revocation.number IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN revocation.session_id IS 'subject=none protection=clear erased=keep retention=eleven-minutes';
COMMENT ON COLUMN revocation.subject_id IS 'mentions=subject_id fate=keep protection=clear retention=for-ever-as-tombstone';
COMMENT ON COLUMN revocation.at IS 'subject=none protection=clear erased=keep retention=for-ever';
