CREATE TABLE released_reference (
    file_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    message_id bigint NOT NULL,
    released_at timestamptz NOT NULL,
    PRIMARY KEY (file_id, holder_id, message_id)
);
CREATE INDEX released_reference_by_holder ON released_reference (holder_id);
CREATE INDEX released_reference_by_time ON released_reference (released_at);
COMMENT ON TABLE released_reference IS 'Marks of releases, so that a release wins over a lease that arrives after it.';
COMMENT ON COLUMN released_reference.file_id IS 'subject=holder_id protection=clear erased=row retention=7-days';
COMMENT ON COLUMN released_reference.holder_id IS 'subject=holder_id protection=clear erased=row retention=7-days';
COMMENT ON COLUMN released_reference.message_id IS 'subject=holder_id protection=clear erased=row retention=7-days';
COMMENT ON COLUMN released_reference.released_at IS 'subject=holder_id protection=clear erased=row retention=7-days';
