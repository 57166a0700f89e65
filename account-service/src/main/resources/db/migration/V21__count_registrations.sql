ALTER TABLE sign_in_code ADD COLUMN registered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sign_in_code.registered IS 'subject=none protection=clear erased=keep retention=one-day';
