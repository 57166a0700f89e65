CREATE TABLE account (
    id         uuid PRIMARY KEY,
    state      text NOT NULL CHECK (state IN ('LIVE', 'ERASED')),
    number     bytea,
    first_name bytea,
    last_name  bytea,
    key_id     uuid NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE account IS 'A person who signed up: the number to reach them and the name they gave.';
COMMENT ON COLUMN account.id IS 'subject=id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN account.state IS 'subject=id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN account.number IS 'subject=id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN account.first_name IS 'subject=id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN account.last_name IS 'subject=id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN account.created_at IS 'subject=id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN account.key_id IS 'subject=id protection=clear erased=row retention=until-deleted';
