CREATE TABLE number_replay (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    let_go_at timestamptz
);
INSERT INTO number_replay DEFAULT VALUES;
COMMENT ON TABLE number_replay IS 'Until when moves to other numbers are that an operator let go, where a restored database could not do them again.';
COMMENT ON COLUMN number_replay.singleton IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN number_replay.let_go_at IS 'subject=none protection=clear erased=keep retention=for-ever';
