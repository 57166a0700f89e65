CREATE TABLE proven_ticket (
    id          uuid PRIMARY KEY,
    account_id  uuid NOT NULL,
    number_index bytea NOT NULL,
    ticket_hash bytea NOT NULL,
    expires_at  timestamptz NOT NULL,
    tries       integer NOT NULL DEFAULT 0,
    used_at     timestamptz
);
CREATE INDEX proven_ticket_account ON proven_ticket (account_id);
CREATE INDEX proven_ticket_expires ON proven_ticket (expires_at);
COMMENT ON TABLE proven_ticket IS 'A sign-in whose code was right and whose password is still to come.';
COMMENT ON COLUMN proven_ticket.id IS 'subject=account_id protection=clear erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.account_id IS 'subject=account_id protection=clear erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.number_index IS 'subject=account_id protection=hash erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.ticket_hash IS 'subject=account_id protection=hash erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.expires_at IS 'subject=account_id protection=clear erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.tries IS 'subject=account_id protection=clear erased=row retention=half-an-hour';
COMMENT ON COLUMN proven_ticket.used_at IS 'subject=account_id protection=clear erased=row retention=half-an-hour';
