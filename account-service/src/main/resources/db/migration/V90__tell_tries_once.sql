ALTER TABLE password_try ADD COLUMN told boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN password_try.told IS 'subject=account_id protection=clear erased=row retention=one-day';
