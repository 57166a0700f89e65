CREATE TABLE session (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    device_name   bytea NOT NULL,
    started_at    timestamptz NOT NULL,
    last_used_at  timestamptz NOT NULL,
    family_hash   bytea NOT NULL,
    refresh_hash  bytea NOT NULL,
    previous_hash bytea,
    rotated_at    timestamptz,
    retried       boolean NOT NULL DEFAULT false
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_used ON session (last_used_at);
COMMENT ON TABLE session IS 'A signed-in device; the row goes when the session ends.';
COMMENT ON COLUMN session.id IS 'subject=account_id protection=clear erased=row retention=until-ended';
COMMENT ON COLUMN session.account_id IS 'subject=account_id protection=clear erased=row retention=until-ended';
COMMENT ON COLUMN session.device_name IS 'subject=account_id protection=sealed erased=row retention=until-ended';
COMMENT ON COLUMN session.started_at IS 'subject=account_id protection=clear erased=row retention=until-ended';
COMMENT ON COLUMN session.last_used_at IS 'subject=account_id protection=clear erased=row retention=until-ended';
COMMENT ON COLUMN session.family_hash IS 'subject=account_id protection=hash erased=row retention=until-ended';
COMMENT ON COLUMN session.refresh_hash IS 'subject=account_id protection=hash erased=row retention=until-ended';
COMMENT ON COLUMN session.previous_hash IS 'subject=account_id protection=hash erased=row retention=until-ended';
COMMENT ON COLUMN session.rotated_at IS 'subject=account_id protection=clear erased=row retention=until-ended';
COMMENT ON COLUMN session.retried IS 'subject=account_id protection=clear erased=row retention=until-ended';
