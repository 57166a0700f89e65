ALTER TABLE file ADD COLUMN uploader_id uuid;
CREATE INDEX file_by_uploader ON file (uploader_id) WHERE uploader_id IS NOT NULL;
COMMENT ON COLUMN file.uploader_id IS 'mentions=uploader_id fate=null protection=clear retention=until-the-last-holder-deletes';
