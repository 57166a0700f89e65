ALTER TABLE forgotten_password ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX forgotten_password_told ON forgotten_password (told_at);
COMMENT ON COLUMN forgotten_password.told_at IS 'subject=account_id protection=clear erased=row retention=seven-days';

ALTER TABLE deletion_request ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX deletion_request_told ON deletion_request (told_at) WHERE state = 'SCHEDULED';
COMMENT ON COLUMN deletion_request.told_at IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
