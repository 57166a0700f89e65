CREATE TABLE address_code (
    id         uuid PRIMARY KEY,
    ticket_id  uuid NOT NULL,
    account_id uuid NOT NULL,
    address_id uuid NOT NULL,
    purpose    text NOT NULL CHECK (purpose IN ('CONFIRMATION', 'RECOVERY')),
    code_hash  bytea NOT NULL,
    tries      integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used       boolean NOT NULL DEFAULT false
);
CREATE INDEX address_code_account ON address_code (account_id, created_at);
CREATE INDEX address_code_ticket ON address_code (ticket_id, created_at);
CREATE INDEX address_code_created ON address_code (created_at);
COMMENT ON TABLE address_code IS 'Codes that were mailed to recovery addresses, as keyed hashes; they are the limits of their day.';
COMMENT ON COLUMN address_code.id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.ticket_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.account_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.address_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.purpose IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.code_hash IS 'subject=account_id protection=hash erased=row retention=one-day';
COMMENT ON COLUMN address_code.tries IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.created_at IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.expires_at IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN address_code.used IS 'subject=account_id protection=clear erased=row retention=one-day';
