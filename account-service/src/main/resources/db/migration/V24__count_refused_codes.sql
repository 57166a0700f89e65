ALTER TABLE sign_in_code ADD COLUMN site bytea;
COMMENT ON COLUMN sign_in_code.site IS 'subject=none protection=hash erased=keep retention=one-hour';

CREATE TABLE refused_code (
    network bytea PRIMARY KEY,
    since   timestamptz NOT NULL,
    refused integer NOT NULL
);
CREATE INDEX refused_code_since ON refused_code (since);
COMMENT ON TABLE refused_code IS 'How often a network was refused a code within an hour, so that it cannot try which numbers it would get one for.';
COMMENT ON COLUMN refused_code.network IS 'subject=none protection=hash erased=keep retention=one-hour';
COMMENT ON COLUMN refused_code.since IS 'subject=none protection=clear erased=keep retention=one-hour';
COMMENT ON COLUMN refused_code.refused IS 'subject=none protection=clear erased=keep retention=one-hour';
