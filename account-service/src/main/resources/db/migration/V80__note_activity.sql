-- due_on is the first day on which an account may go: the day after its last one and the chosen months, clipped to the
-- month's end. A date and an interval have no time zone.
CREATE TABLE activity (
    account_id    uuid PRIMARY KEY,
    active_on     date NOT NULL,
    months        integer NOT NULL DEFAULT 6 CHECK (months IN (1, 3, 6, 12, 18, 24)),
    due_on        date NOT NULL GENERATED ALWAYS AS ((active_on + 1 + make_interval(months => months))::date) STORED,
    told          integer CHECK (told IN (30, 7, 1)),
    warned_at     timestamptz,
    text_owed     boolean NOT NULL DEFAULT false,
    text_tried_at timestamptz
);
CREATE INDEX activity_due ON activity (due_on);
CREATE INDEX activity_text_owed ON activity (text_tried_at) WHERE text_owed;
COMMENT ON TABLE activity IS 'The day on which an account''s last access token expired, after how many months without one it deletes itself, and how far its owner was told.';
COMMENT ON COLUMN activity.account_id IS 'subject=account_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN activity.active_on IS 'subject=account_id protection=clear erased=row retention=until-used-again';
COMMENT ON COLUMN activity.months IS 'subject=account_id protection=clear erased=row retention=until-deleted';
COMMENT ON COLUMN activity.due_on IS 'subject=account_id protection=clear erased=row retention=until-used-again';
COMMENT ON COLUMN activity.told IS 'subject=account_id protection=clear erased=row retention=until-used-again';
COMMENT ON COLUMN activity.warned_at IS 'subject=account_id protection=clear erased=row retention=until-used-again';
COMMENT ON COLUMN activity.text_owed IS 'subject=account_id protection=clear erased=row retention=until-used-again';
COMMENT ON COLUMN activity.text_tried_at IS 'subject=account_id protection=clear erased=row retention=until-used-again';

INSERT INTO activity (account_id, active_on)
SELECT a.id, greatest((a.created_at AT TIME ZONE 'UTC')::date, (max(s.last_used_at) AT TIME ZONE 'UTC')::date)
FROM account a LEFT JOIN session s ON s.account_id = a.id
WHERE a.state = 'LIVE' GROUP BY a.id;

CREATE TABLE self_destruct_sweep (
    singleton     boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    introduced_on date NOT NULL,
    restored_on   date,
    last_run_on   date,
    stopped       text CHECK (stopped IN ('DAY', 'MANY')),
    confirmed_on  date,
    confirmed     bigint NOT NULL DEFAULT 0
);
INSERT INTO self_destruct_sweep (introduced_on) VALUES ((now() AT TIME ZONE 'UTC')::date);
COMMENT ON TABLE self_destruct_sweep IS 'From which day idleness counts, on which day the sweep ran last, and why it stands still until an operator confirms.';
COMMENT ON COLUMN self_destruct_sweep.singleton IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.introduced_on IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.restored_on IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.last_run_on IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.stopped IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.confirmed_on IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.confirmed IS 'subject=none protection=clear erased=keep retention=for-ever';
