ALTER TABLE activity ADD COLUMN chosen_at timestamptz;
COMMENT ON COLUMN activity.chosen_at IS 'subject=account_id protection=clear erased=row retention=until-deleted';
ALTER TABLE session_setting ADD COLUMN chosen_at timestamptz;
COMMENT ON COLUMN session_setting.chosen_at IS 'subject=account_id protection=clear erased=row retention=until-deleted';
