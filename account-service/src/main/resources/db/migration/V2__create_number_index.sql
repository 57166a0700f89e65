CREATE TABLE number_index (
    number_index bytea PRIMARY KEY,
    account_id   uuid NOT NULL UNIQUE,
    key_version  integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE number_index IS 'Which account a number belongs to, by keyed hash, so that a sign-in finds it.';
COMMENT ON COLUMN number_index.number_index IS 'subject=account_id protection=hash erased=row retention=until-deleted';
COMMENT ON COLUMN number_index.account_id IS 'subject=account_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN number_index.key_version IS 'subject=account_id protection=clear erased=row retention=until-deleted';
