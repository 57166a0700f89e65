ALTER TABLE deletion_request ADD COLUMN by_operators boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN deletion_request.by_operators IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';

CREATE TABLE erasure_order (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    asked_by      text NOT NULL,
    asked_at      timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    confirmed_at  timestamptz,
    text_owed     boolean NOT NULL DEFAULT false,
    text_tried_at timestamptz
);
CREATE INDEX erasure_order_account ON erasure_order (account_id);
CREATE INDEX erasure_order_text ON erasure_order (text_tried_at) WHERE text_owed;
COMMENT ON TABLE erasure_order IS 'An operator asked for the end of an account, for an owner who lost number and device; a second one confirms within a day.';
COMMENT ON COLUMN erasure_order.id IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.account_id IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.asked_by IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.asked_at IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.expires_at IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.confirmed_at IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.text_owed IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
COMMENT ON COLUMN erasure_order.text_tried_at IS 'subject=account_id protection=clear erased=row retention=nine-days-or-until-executed';
