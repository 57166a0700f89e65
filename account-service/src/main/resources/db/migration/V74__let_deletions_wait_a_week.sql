ALTER TABLE deletion_request ADD COLUMN forgotten boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN deletion_request.forgotten IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
