CREATE TABLE deletion_request (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL,
    session_id   uuid NOT NULL,
    session_started_at timestamptz NOT NULL,
    receipt_id   uuid NOT NULL,
    salt         bytea NOT NULL,
    code_hash    bytea NOT NULL,
    state        text NOT NULL CHECK (state IN ('OPEN', 'SCHEDULED', 'EXECUTED', 'CANCELLED')),
    waits        boolean NOT NULL,
    for_everyone boolean NOT NULL DEFAULT false,
    delivery     text NOT NULL CHECK (delivery IN ('APP', 'SMS')),
    tries        integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    executes_at  timestamptz
);
CREATE INDEX deletion_request_account ON deletion_request (account_id, created_at);
CREATE INDEX deletion_request_due ON deletion_request (executes_at) WHERE state = 'SCHEDULED';
COMMENT ON TABLE deletion_request IS 'Someone asked to delete an account: the code sent, and when the deletion falls due.';
COMMENT ON COLUMN deletion_request.id IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.account_id IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.session_id IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.receipt_id IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.salt IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.code_hash IS 'subject=account_id protection=hash erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.state IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.waits IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.for_everyone IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.delivery IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.tries IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.created_at IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.expires_at IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.executes_at IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
COMMENT ON COLUMN deletion_request.session_started_at IS 'subject=account_id protection=clear erased=row retention=one-day-or-until-executed';
