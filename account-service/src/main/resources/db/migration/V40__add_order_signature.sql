ALTER TABLE erasure ADD COLUMN order_signature bytea;
COMMENT ON COLUMN erasure.order_signature IS 'subject=none protection=clear erased=keep retention=until-receipt';
-- What was answered before answers were bound to the account counts no more: everybody is asked again.
UPDATE erasure_witness SET counts = NULL, answered_at = NULL, epoch_ends_at = NULL, signature = NULL;
