ALTER TABLE self_destruct_sweep DROP CONSTRAINT self_destruct_sweep_stopped_check;
UPDATE self_destruct_sweep SET stopped = 'GAP' WHERE stopped = 'DAY';
ALTER TABLE self_destruct_sweep ADD CONSTRAINT self_destruct_sweep_stopped_check CHECK (stopped IN ('GAP', 'MANY'));
ALTER TABLE self_destruct_sweep RENAME COLUMN last_run_on TO last_run_at;
-- The start of the day, so that the first run asks once.
ALTER TABLE self_destruct_sweep ALTER COLUMN last_run_at TYPE timestamptz USING last_run_at::timestamp AT TIME ZONE 'UTC';
COMMENT ON TABLE self_destruct_sweep IS 'From which day idleness counts, when the sweep ran last, and why it stands still until an operator confirms.';
