ALTER TABLE session ADD COLUMN successor bytea;
ALTER TABLE session DROP COLUMN rotated_at;
ALTER TABLE session DROP COLUMN retried;
UPDATE session SET last_used_at = date_trunc('day', last_used_at, 'UTC');
COMMENT ON COLUMN session.successor IS 'subject=account_id protection=sealed erased=row retention=until-ended';
