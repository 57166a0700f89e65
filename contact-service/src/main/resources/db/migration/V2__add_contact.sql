CREATE TABLE contact (
    owner_id uuid NOT NULL,
    id uuid NOT NULL,
    number_index bytea NOT NULL,
    number bytea NOT NULL,
    first_name bytea NOT NULL,
    last_name bytea NOT NULL,
    PRIMARY KEY (owner_id, id),
    UNIQUE (owner_id, number_index)
);
CREATE INDEX contact_by_number ON contact (number_index);
COMMENT ON TABLE contact IS 'What an owner saved of a person: number, first and last name, nothing else.';
COMMENT ON COLUMN contact.owner_id IS 'subject=owner_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN contact.id IS 'subject=owner_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN contact.number_index IS 'subject=owner_id protection=hash erased=row retention=until-deleted';
COMMENT ON COLUMN contact.number IS 'subject=owner_id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN contact.first_name IS 'subject=owner_id protection=sealed erased=row retention=until-deleted';
COMMENT ON COLUMN contact.last_name IS 'subject=owner_id protection=sealed erased=row retention=until-deleted';
