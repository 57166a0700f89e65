CREATE TABLE number_change (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    session_id    uuid NOT NULL,
    number        bytea,
    old_code_hash bytea NOT NULL,
    new_code_hash bytea NOT NULL,
    tries         integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz
);
CREATE INDEX number_change_account ON number_change (account_id, created_at);
CREATE INDEX number_change_created ON number_change (created_at);
COMMENT ON TABLE number_change IS 'Someone asked for another number: the two codes sent, and the number, sealed under a secret only the asking device holds.';
COMMENT ON COLUMN number_change.id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.account_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.session_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.number IS 'subject=account_id protection=sealed erased=row retention=five-minutes';
COMMENT ON COLUMN number_change.old_code_hash IS 'subject=account_id protection=hash erased=row retention=one-day';
COMMENT ON COLUMN number_change.new_code_hash IS 'subject=account_id protection=hash erased=row retention=one-day';
COMMENT ON COLUMN number_change.tries IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.created_at IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.expires_at IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN number_change.used_at IS 'subject=account_id protection=clear erased=row retention=one-day';
