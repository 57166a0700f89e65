ALTER TABLE self_destruct_sweep ADD COLUMN ended_on date, ADD COLUMN ended bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN self_destruct_sweep.ended_on IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN self_destruct_sweep.ended IS 'subject=none protection=clear erased=keep retention=for-ever';
