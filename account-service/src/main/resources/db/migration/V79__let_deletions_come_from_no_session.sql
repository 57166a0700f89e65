ALTER TABLE deletion_request ALTER COLUMN session_id DROP NOT NULL;
