CREATE TABLE device_link (
    id          uuid PRIMARY KEY,
    code_index  bytea NOT NULL UNIQUE,
    secret_hash bytea NOT NULL,
    device_name bytea NOT NULL,
    network     bytea NOT NULL,
    state       text NOT NULL CHECK (state IN ('ASKED', 'APPROVED', 'REFUSED', 'USED')),
    account_id  uuid,
    approved_by uuid,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX device_link_account ON device_link (account_id);
CREATE INDEX device_link_expires ON device_link (expires_at);
COMMENT ON TABLE device_link IS 'Devices that ask to be let in by another one; nobody''s until a session approves. The name is sealed under the short code, then under the account.';
COMMENT ON COLUMN device_link.id IS 'subject=account_id protection=clear erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.code_index IS 'subject=account_id protection=hash erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.secret_hash IS 'subject=account_id protection=hash erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.device_name IS 'subject=account_id protection=sealed erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.network IS 'subject=account_id protection=hash erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.state IS 'subject=account_id protection=clear erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.account_id IS 'subject=account_id protection=clear erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.approved_by IS 'subject=account_id protection=clear erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.created_at IS 'subject=account_id protection=clear erased=row retention=ten-minutes';
COMMENT ON COLUMN device_link.expires_at IS 'subject=account_id protection=clear erased=row retention=ten-minutes';

CREATE TABLE device_link_guess (
    account_id uuid PRIMARY KEY,
    since      timestamptz NOT NULL,
    wrong      integer NOT NULL
);
CREATE INDEX device_link_guess_since ON device_link_guess (since);
COMMENT ON TABLE device_link_guess IS 'How many codes of devices an account named within an hour that nobody shows.';
COMMENT ON COLUMN device_link_guess.account_id IS 'subject=account_id protection=clear erased=row retention=one-hour';
COMMENT ON COLUMN device_link_guess.since IS 'subject=account_id protection=clear erased=row retention=one-hour';
COMMENT ON COLUMN device_link_guess.wrong IS 'subject=account_id protection=clear erased=row retention=one-hour';
