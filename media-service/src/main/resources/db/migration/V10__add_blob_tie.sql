-- Ties this database to its store of blobs: both hold the id, and a mark that rises each minute. A store with a higher
-- mark has seen more than this database, which then is an older copy.
CREATE TABLE blob_tie (
    store_id uuid PRIMARY KEY,
    mark bigint NOT NULL,
    released boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE blob_tie IS 'One row: which store of blobs belongs to this database, and whether an operator let what has no row go.';
COMMENT ON COLUMN blob_tie.store_id IS 'subject=none protection=clear erased=keep retention=life-of-installation';
COMMENT ON COLUMN blob_tie.mark IS 'subject=none protection=clear erased=keep retention=life-of-installation';
COMMENT ON COLUMN blob_tie.released IS 'subject=none protection=clear erased=keep retention=until-carried-out';
