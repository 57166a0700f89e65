ALTER TABLE directory ADD COLUMN told_below integer;
ALTER TABLE directory ADD COLUMN joined_at timestamptz;
CREATE INDEX directory_untold ON directory (joined_at) WHERE told_below IS NOT NULL;
COMMENT ON COLUMN directory.told_below IS 'subject=account_id protection=clear erased=row retention=until-all-are-told';
COMMENT ON COLUMN directory.joined_at IS 'subject=account_id protection=clear erased=row retention=until-all-are-told';

-- a page of those who saved a number is read in their order
CREATE INDEX contact_by_number_and_owner ON contact (number_index, owner_id);
DROP INDEX contact_by_number;
