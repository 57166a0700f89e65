ALTER TABLE activity ADD COLUMN text_tries integer NOT NULL DEFAULT 0;
CREATE INDEX activity_text_tries ON activity (text_tries) WHERE text_tries > 0;
COMMENT ON COLUMN activity.text_tries IS 'subject=account_id protection=clear erased=row retention=until-used-again';
-- The seven days of those whose text was not sent yet have not begun.
UPDATE activity SET warned_at = NULL WHERE text_owed;
ALTER TABLE self_destruct_sweep ADD COLUMN text_sent_at timestamptz;
COMMENT ON COLUMN self_destruct_sweep.text_sent_at IS 'subject=none protection=clear erased=keep retention=for-ever';
