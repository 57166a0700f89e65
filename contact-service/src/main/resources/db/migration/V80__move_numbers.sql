ALTER TABLE directory ADD COLUMN number_changed_at timestamptz;
COMMENT ON COLUMN directory.number_changed_at IS 'subject=account_id protection=clear erased=row retention=life-of-account';
