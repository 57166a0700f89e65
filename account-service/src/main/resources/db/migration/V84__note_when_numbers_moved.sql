ALTER TABLE number_index ADD COLUMN moved_at timestamptz;
COMMENT ON COLUMN number_index.moved_at IS 'subject=account_id protection=clear erased=row retention=until-deleted';
