CREATE TABLE session_setting (
    account_id uuid PRIMARY KEY,
    idle_days  integer NOT NULL CHECK (idle_days BETWEEN 7 AND 366)
);
COMMENT ON TABLE session_setting IS 'After how many days without use an account''s sessions end, where the owner chose.';
COMMENT ON COLUMN session_setting.account_id IS 'subject=account_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN session_setting.idle_days IS 'subject=account_id protection=clear erased=row retention=until-deleted';
