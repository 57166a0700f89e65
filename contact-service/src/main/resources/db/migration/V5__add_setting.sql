-- In clear, for it is read of up to 200 people while somebody else acts: sealed, each adding to a group
-- would rebuild the keys of all of them. No row means everybody.
CREATE TABLE setting (
    owner_id uuid PRIMARY KEY,
    add_to_groups text NOT NULL CHECK (add_to_groups IN ('contacts', 'nobody'))
);
COMMENT ON TABLE setting IS 'Whom an owner lets add them to groups, where that is not everybody.';
COMMENT ON COLUMN setting.owner_id IS 'subject=owner_id protection=clear erased=row retention=until-changed';
COMMENT ON COLUMN setting.add_to_groups IS 'subject=owner_id protection=clear erased=row retention=until-changed';
