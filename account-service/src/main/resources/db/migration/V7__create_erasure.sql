CREATE TABLE erasure (
    erasure_id   uuid PRIMARY KEY,
    account_id   uuid NOT NULL UNIQUE,
    receipt_id   uuid NOT NULL UNIQUE,
    salt         bytea NOT NULL,
    for_everyone boolean NOT NULL,
    requested_at timestamptz NOT NULL,
    executed_at  timestamptz NOT NULL,
    signature    bytea NOT NULL
);
COMMENT ON TABLE erasure IS 'A running erasure; the row goes when the receipt is issued, and with it the link from account to receipt.';
COMMENT ON COLUMN erasure.erasure_id IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.account_id IS 'mentions=account_id fate=keep protection=clear retention=until-receipt';
COMMENT ON COLUMN erasure.receipt_id IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.salt IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.for_everyone IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.requested_at IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.executed_at IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure.signature IS 'subject=none protection=clear erased=keep retention=until-receipt';

CREATE TABLE erasure_witness (
    erasure_id    uuid NOT NULL,
    witness       text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('SERVICE', 'KEYHOLDER')),
    counts        text,
    answered_at   timestamptz,
    epoch_ends_at timestamptz,
    signature     bytea,
    PRIMARY KEY (erasure_id, witness)
);
COMMENT ON TABLE erasure_witness IS 'Who must answer before an erasure is done, and what they signed.';
COMMENT ON COLUMN erasure_witness.erasure_id IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.witness IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.kind IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.counts IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.answered_at IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.epoch_ends_at IS 'subject=none protection=clear erased=keep retention=until-receipt';
COMMENT ON COLUMN erasure_witness.signature IS 'subject=none protection=clear erased=keep retention=until-receipt';

CREATE TABLE receipt (
    receipt_id uuid PRIMARY KEY,
    document   text NOT NULL,
    issued_at  timestamptz NOT NULL
);
COMMENT ON TABLE receipt IS 'Signed receipts of finished erasures; they name nobody.';
COMMENT ON COLUMN receipt.receipt_id IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN receipt.document IS 'subject=none protection=clear erased=keep retention=for-ever';
COMMENT ON COLUMN receipt.issued_at IS 'subject=none protection=clear erased=keep retention=for-ever';
