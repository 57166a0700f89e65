-- Clocks of two replicas do not order what an owner chose; a count does.
ALTER TABLE activity ADD COLUMN choice bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN activity.choice IS 'subject=account_id protection=clear erased=row retention=until-deleted';
ALTER TABLE session_setting ADD COLUMN choice bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN session_setting.choice IS 'subject=account_id protection=clear erased=row retention=until-deleted';
