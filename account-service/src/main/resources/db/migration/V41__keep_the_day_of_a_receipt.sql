-- To the microsecond, the moment told whose receipt it is. The day goes, too, as soon as it is over (ReceiptMixing).
ALTER TABLE receipt ADD COLUMN issued_on date;
UPDATE receipt SET issued_on = issued_at::date;
ALTER TABLE receipt DROP COLUMN issued_at;
CREATE INDEX receipt_issued_on ON receipt (issued_on) WHERE issued_on IS NOT NULL;
COMMENT ON COLUMN receipt.issued_on IS 'subject=none protection=clear erased=keep retention=one-day';
