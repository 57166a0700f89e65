CREATE TABLE password_try (
    account_id uuid NOT NULL,
    origin     text NOT NULL CHECK (origin IN ('SIGN_IN', 'SESSION', 'SETTING')),
    since      timestamptz NOT NULL,
    tries      integer NOT NULL,
    PRIMARY KEY (account_id, origin)
);
CREATE INDEX password_try_since ON password_try (since);
COMMENT ON TABLE password_try IS 'How often a password was tried, at sign-in and by devices that are signed in, or set, within a day.';
COMMENT ON COLUMN password_try.account_id IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN password_try.origin IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN password_try.since IS 'subject=account_id protection=clear erased=row retention=one-day';
COMMENT ON COLUMN password_try.tries IS 'subject=account_id protection=clear erased=row retention=one-day';
