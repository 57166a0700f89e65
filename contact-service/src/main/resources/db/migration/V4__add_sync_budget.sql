CREATE TABLE sync_budget (
    owner_id uuid NOT NULL,
    hour timestamptz NOT NULL,
    new_numbers integer NOT NULL,
    PRIMARY KEY (owner_id, hour)
);
COMMENT ON TABLE sync_budget IS 'How many new numbers an account added in which hour, so that nobody can try out all numbers; outlives a withdrawn consent on purpose.';
COMMENT ON COLUMN sync_budget.owner_id IS 'subject=owner_id protection=clear erased=row retention=11-days';
COMMENT ON COLUMN sync_budget.hour IS 'subject=owner_id protection=clear erased=row retention=11-days';
COMMENT ON COLUMN sync_budget.new_numbers IS 'subject=owner_id protection=clear erased=row retention=11-days';
