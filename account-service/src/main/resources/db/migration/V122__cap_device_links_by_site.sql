ALTER TABLE device_link ADD COLUMN site bytea NOT NULL DEFAULT '';
CREATE INDEX device_link_site ON device_link (site, expires_at);
COMMENT ON COLUMN device_link.site IS 'subject=account_id protection=hash erased=row retention=ten-minutes';
