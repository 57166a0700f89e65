-- A row says at least one of both. A replica of the release before reads and writes the first one as ever, and drops the row, with
-- the second, where an owner lets everybody add them again.
ALTER TABLE setting DROP CONSTRAINT setting_add_to_groups_check;
ALTER TABLE setting ADD CONSTRAINT setting_add_to_groups_check
    CHECK (add_to_groups IN ('everybody', 'contacts', 'nobody'));
ALTER TABLE setting ADD COLUMN name_in_forwards text CHECK (name_in_forwards IN ('contacts', 'nobody'));
COMMENT ON TABLE setting IS 'Whom an owner lets add them to groups, and name them in forwards, where that is not everybody.';
COMMENT ON COLUMN setting.name_in_forwards IS 'subject=owner_id protection=clear erased=row retention=until-changed';
