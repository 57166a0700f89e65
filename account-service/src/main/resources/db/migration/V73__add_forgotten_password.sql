CREATE TABLE forgotten_password (
    account_id         uuid PRIMARY KEY REFERENCES password ON DELETE CASCADE,
    id                 uuid NOT NULL,
    session_id         uuid NOT NULL,
    session_started_at timestamptz NOT NULL,
    removes_at         timestamptz NOT NULL
);
CREATE INDEX forgotten_password_due ON forgotten_password (removes_at);
COMMENT ON TABLE forgotten_password IS 'A password that a device forgot: when it goes, unless another device refuses.';
COMMENT ON COLUMN forgotten_password.account_id IS 'subject=account_id protection=clear erased=row retention=seven-days';
COMMENT ON COLUMN forgotten_password.id IS 'subject=account_id protection=clear erased=row retention=seven-days';
COMMENT ON COLUMN forgotten_password.session_id IS 'subject=account_id protection=clear erased=row retention=seven-days';
COMMENT ON COLUMN forgotten_password.session_started_at IS 'subject=account_id protection=clear erased=row retention=seven-days';
COMMENT ON COLUMN forgotten_password.removes_at IS 'subject=account_id protection=clear erased=row retention=seven-days';
