-- Size, name and type are null until the upload has ended. Name and type are sealed under the file's own key,
-- which every holder has in their reference.
CREATE TABLE file (
    id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('UPLOADING', 'READY', 'DOOMED')),
    size bigint,
    name bytea,
    media_type bytea,
    doomed_for uuid
);
CREATE INDEX file_doomed ON file (id) WHERE state = 'DOOMED';
COMMENT ON TABLE file IS 'One row a file: written before its bytes, removed after them; DOOMED is the queue of bytes to delete.';
COMMENT ON COLUMN file.id IS 'subject=none protection=clear erased=keep retention=until-the-last-holder-deletes';
COMMENT ON COLUMN file.state IS 'subject=none protection=clear erased=keep retention=until-the-last-holder-deletes';
COMMENT ON COLUMN file.size IS 'subject=none protection=clear erased=keep retention=until-the-last-holder-deletes';
COMMENT ON COLUMN file.name IS 'subject=none protection=sealed erased=keep retention=until-the-last-holder-deletes';
COMMENT ON COLUMN file.media_type IS 'subject=none protection=sealed erased=keep retention=until-the-last-holder-deletes';
COMMENT ON COLUMN file.doomed_for IS 'mentions=doomed_for fate=keep protection=clear retention=until-the-bytes-are-deleted';
