-- Each file counts for its uploader, 64 KiB at least, until its bytes are gone: whoever else holds it, nobody fills the
-- disk by passing files on and deleting their own copies.
CREATE TABLE storage (
    owner_id uuid PRIMARY KEY,
    waiting bigint NOT NULL,
    stored bigint NOT NULL
);
COMMENT ON TABLE storage IS 'How many bytes an account has uploaded that are still stored, and how many of them no message has taken.';
COMMENT ON COLUMN storage.owner_id IS 'subject=owner_id protection=clear erased=row retention=life-of-account';
COMMENT ON COLUMN storage.waiting IS 'subject=owner_id protection=clear erased=row retention=life-of-account';
COMMENT ON COLUMN storage.stored IS 'subject=owner_id protection=clear erased=row retention=life-of-account';
