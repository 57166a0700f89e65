COMMENT ON COLUMN proven_ticket.id IS 'subject=account_id protection=clear erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.account_id IS 'subject=account_id protection=clear erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.number_index IS 'subject=account_id protection=hash erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.ticket_hash IS 'subject=account_id protection=hash erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.expires_at IS 'subject=account_id protection=clear erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.tries IS 'subject=account_id protection=clear erased=row retention=35-minutes';
COMMENT ON COLUMN proven_ticket.used_at IS 'subject=account_id protection=clear erased=row retention=35-minutes';
