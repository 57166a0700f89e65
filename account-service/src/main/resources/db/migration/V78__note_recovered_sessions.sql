CREATE TABLE recovered_session (
    account_id   uuid PRIMARY KEY,
    session_id   uuid NOT NULL,
    recovered_at timestamptz NOT NULL
);
CREATE INDEX recovered_session_at ON recovered_session (recovered_at);
COMMENT ON TABLE recovered_session IS 'A device that proved the recovery address: it may set a new password although it is young.';
COMMENT ON COLUMN recovered_session.account_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN recovered_session.session_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN recovered_session.recovered_at IS 'subject=account_id protection=clear erased=row retention=one-day';
