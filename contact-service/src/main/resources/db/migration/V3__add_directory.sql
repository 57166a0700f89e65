-- A number that is free again may be registered before the erasure of its last account has arrived,
-- so number_index is not unique: readers take the row of the living account.
CREATE TABLE directory (
    account_id uuid PRIMARY KEY,
    number_index bytea NOT NULL,
    region bytea NOT NULL
);
CREATE INDEX directory_by_number ON directory (number_index);
COMMENT ON TABLE directory IS 'Which number has which account, so that contacts match accounts, and the region that completes numbers without a country code.';
COMMENT ON COLUMN directory.account_id IS 'subject=account_id protection=clear erased=row retention=life-of-account';
COMMENT ON COLUMN directory.number_index IS 'subject=account_id protection=hash erased=row retention=life-of-account';
COMMENT ON COLUMN directory.region IS 'subject=account_id protection=sealed erased=row retention=life-of-account';
