CREATE INDEX activity_told ON activity (account_id) WHERE told IS NOT NULL;
