CREATE TABLE operator_act (
    sequence      bigint PRIMARY KEY,
    acted_at      timestamptz NOT NULL,
    acted_by      text NOT NULL,
    act           text NOT NULL,
    account_id    uuid,
    object_id     uuid,
    digest_before bytea NOT NULL,
    digest        bytea NOT NULL
);
CREATE INDEX operator_act_account ON operator_act (account_id) WHERE account_id IS NOT NULL;
COMMENT ON TABLE operator_act IS 'What operators did, each act chained to the one before it by SHA-256, so that none is changed or taken out unseen.';
COMMENT ON COLUMN operator_act.sequence IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.acted_at IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.acted_by IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.act IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.account_id IS 'mentions=account_id fate=keep protection=clear retention=for-ever';
COMMENT ON COLUMN operator_act.object_id IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.digest_before IS 'subject=none protection=hash erased=keep retention=for-ever';
COMMENT ON COLUMN operator_act.digest IS 'subject=none protection=hash erased=keep retention=for-ever';

CREATE FUNCTION keep_operator_acts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'acts of operators are only added';
END $$;
CREATE TRIGGER operator_act_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_act
    FOR EACH STATEMENT EXECUTE FUNCTION keep_operator_acts();
