-- Follows the number, not the account, so that leaving and registering again gives no fresh budget and no second notice.
CREATE TABLE number_use (
    number_index bytea NOT NULL,
    hour timestamptz NOT NULL,
    new_numbers integer NOT NULL,
    joined boolean NOT NULL,
    PRIMARY KEY (number_index, hour)
);
COMMENT ON TABLE number_use IS 'How many new contacts the accounts of a number added in which hour, and whether others were told then that the number joined; outlives the account for its window on purpose.';
COMMENT ON COLUMN number_use.number_index IS 'subject=none protection=hash erased=keep retention=11-days';
COMMENT ON COLUMN number_use.hour IS 'subject=none protection=clear erased=keep retention=11-days';
COMMENT ON COLUMN number_use.new_numbers IS 'subject=none protection=clear erased=keep retention=11-days';
COMMENT ON COLUMN number_use.joined IS 'subject=none protection=clear erased=keep retention=11-days';
