ALTER TABLE erasure ADD COLUMN asked_at timestamptz;
UPDATE erasure SET asked_at = '-infinity';
ALTER TABLE erasure ALTER COLUMN asked_at SET NOT NULL;
COMMENT ON COLUMN erasure.asked_at IS 'subject=none protection=clear erased=keep retention=until-receipt';
