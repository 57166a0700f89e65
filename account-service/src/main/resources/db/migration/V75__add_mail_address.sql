CREATE TABLE mail_address (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES password ON DELETE CASCADE,
    state      text NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED', 'REPLACED')),
    address    bytea NOT NULL,
    masked     bytea NOT NULL,
    UNIQUE (account_id, state)
);
COMMENT ON TABLE mail_address IS 'Recovery addresses, sealed under the key of the account, and what is shown of them; they go with the password.';
COMMENT ON COLUMN mail_address.id IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN mail_address.account_id IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN mail_address.state IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN mail_address.address IS 'subject=account_id protection=sealed erased=row retention=until-removed';
COMMENT ON COLUMN mail_address.masked IS 'subject=account_id protection=sealed erased=row retention=until-removed';
