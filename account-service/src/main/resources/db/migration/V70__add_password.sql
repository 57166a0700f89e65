CREATE TABLE password (
    account_id uuid PRIMARY KEY,
    id         uuid NOT NULL,
    version    uuid NOT NULL,
    hash       bytea NOT NULL,
    hint       bytea
);
COMMENT ON TABLE password IS 'The password that is asked for beside the code: an Argon2id hash and a hint, both sealed under the key of the account.';
COMMENT ON COLUMN password.account_id IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN password.id IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN password.version IS 'subject=account_id protection=clear erased=row retention=until-removed';
COMMENT ON COLUMN password.hash IS 'subject=account_id protection=sealed erased=row retention=until-removed';
COMMENT ON COLUMN password.hint IS 'subject=account_id protection=sealed erased=row retention=until-removed';
