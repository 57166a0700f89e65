-- Both are asked for each half minute.
CREATE INDEX sign_in_code_expires ON sign_in_code (expires_at) WHERE number IS NOT NULL;
CREATE INDEX sign_in_code_networks ON sign_in_code (created_at) WHERE network IS NOT NULL;
