CREATE TABLE sign_in_code (
    id            uuid PRIMARY KEY,
    number_index  bytea NOT NULL,
    number        bytea,
    code_hash     bytea NOT NULL,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    tries         integer NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    used_at       timestamptz
);
CREATE INDEX sign_in_code_number ON sign_in_code (number_index, created_at);
COMMENT ON TABLE sign_in_code IS 'Codes sent to numbers, so that each works once and a number gets few a day; the number is sealed under a secret only the asking device holds.';
COMMENT ON COLUMN sign_in_code.id IS 'subject=none protection=clear erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.number_index IS 'subject=none protection=hash erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.number IS 'subject=none protection=sealed erased=keep retention=five-minutes';
COMMENT ON COLUMN sign_in_code.code_hash IS 'subject=none protection=hash erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.created_at IS 'subject=none protection=clear erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.expires_at IS 'subject=none protection=clear erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.tries IS 'subject=none protection=clear erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.claimed_until IS 'subject=none protection=clear erased=keep retention=one-day';
COMMENT ON COLUMN sign_in_code.used_at IS 'subject=none protection=clear erased=keep retention=one-day';
