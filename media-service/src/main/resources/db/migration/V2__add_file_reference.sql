-- message_id 0 is the uploader's own reference while no message holds the file.
-- expires_at is null once a message confirmed the reference.
CREATE TABLE file_reference (
    file_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    message_id bigint NOT NULL,
    file_key bytea NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (file_id, holder_id, message_id)
);
CREATE INDEX file_reference_by_holder ON file_reference (holder_id, message_id);
CREATE INDEX file_reference_by_expiry ON file_reference (expires_at) WHERE expires_at IS NOT NULL;
COMMENT ON TABLE file_reference IS 'Who holds a file through which message, with the key of the file sealed for that holder.';
COMMENT ON COLUMN file_reference.file_id IS 'subject=holder_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN file_reference.holder_id IS 'subject=holder_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN file_reference.message_id IS 'subject=holder_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN file_reference.file_key IS 'subject=holder_id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN file_reference.expires_at IS 'subject=holder_id protection=clear erased=row retention=until-deleted';
