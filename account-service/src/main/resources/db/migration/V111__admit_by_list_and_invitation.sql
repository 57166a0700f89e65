CREATE TABLE allowed_number (
    number_index bytea PRIMARY KEY,
    allowed_on   date NOT NULL
);
COMMENT ON TABLE allowed_number IS 'Numbers that may register, by keyed hash, as an operator listed them; whether they have an account does not show here.';
COMMENT ON COLUMN allowed_number.number_index IS 'subject=none protection=hash erased=keep retention=until-disallowed';
COMMENT ON COLUMN allowed_number.allowed_on IS 'subject=none protection=clear erased=keep retention=until-disallowed';

CREATE TABLE invitation (
    id         uuid PRIMARY KEY,
    code_hash  bytea NOT NULL UNIQUE,
    uses       integer NOT NULL CHECK (uses > 0),
    used       integer NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND uses),
    made_on    date NOT NULL,
    expires_on date NOT NULL,
    revoked    boolean NOT NULL DEFAULT false
);
CREATE INDEX invitation_expires ON invitation (expires_on);
COMMENT ON TABLE invitation IS 'Codes by which an operator lets people in; who came in by one is kept nowhere.';
COMMENT ON COLUMN invitation.id IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.code_hash IS 'subject=none protection=hash erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.uses IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.used IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.made_on IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.expires_on IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';
COMMENT ON COLUMN invitation.revoked IS 'subject=none protection=clear erased=keep retention=thirty-days-beyond-expiry';

CREATE TABLE invitation_guess (
    guesser bytea PRIMARY KEY,
    since   timestamptz NOT NULL,
    guesses integer NOT NULL
);
CREATE INDEX invitation_guess_since ON invitation_guess (since);
COMMENT ON TABLE invitation_guess IS 'How many invitations a number or a network showed within an hour that let nobody in.';
COMMENT ON COLUMN invitation_guess.guesser IS 'subject=none protection=hash erased=keep retention=one-hour';
COMMENT ON COLUMN invitation_guess.since IS 'subject=none protection=clear erased=keep retention=one-hour';
COMMENT ON COLUMN invitation_guess.guesses IS 'subject=none protection=clear erased=keep retention=one-hour';
