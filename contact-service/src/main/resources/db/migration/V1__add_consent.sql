CREATE TABLE consent (
    owner_id uuid PRIMARY KEY,
    given_at timestamptz NOT NULL
);
COMMENT ON TABLE consent IS 'Who lets this service keep contacts, and since when: no row, no contacts.';
COMMENT ON COLUMN consent.owner_id IS 'subject=owner_id protection=clear erased=row retention=until-withdrawn';
COMMENT ON COLUMN consent.given_at IS 'subject=owner_id protection=clear erased=row retention=until-withdrawn';
