CREATE TABLE mail (
    id              uuid PRIMARY KEY,
    account_id      uuid NOT NULL,
    address_id      uuid NOT NULL REFERENCES mail_address ON DELETE CASCADE,
    kind            text NOT NULL CHECK (kind IN ('CONFIRMATION', 'RECOVERY', 'REPLACED')),
    language        text NOT NULL,
    code            bytea,
    expires_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer NOT NULL DEFAULT 0
);
CREATE INDEX mail_account ON mail (account_id);
CREATE INDEX mail_address_id ON mail (address_id);
CREATE INDEX mail_next_attempt ON mail (next_attempt_at);
COMMENT ON TABLE mail IS 'Mail on its way to a recovery address; the row goes when the mail server has it, and with the address.';
COMMENT ON COLUMN mail.id IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.account_id IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.address_id IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.kind IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.language IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.code IS 'subject=account_id protection=sealed erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.expires_at IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.next_attempt_at IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
COMMENT ON COLUMN mail.attempts IS 'subject=account_id protection=clear erased=row retention=until-sent-at-most-one-day';
