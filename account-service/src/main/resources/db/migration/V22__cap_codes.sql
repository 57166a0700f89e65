ALTER TABLE sign_in_code ADD COLUMN network bytea;
ALTER TABLE sign_in_code ADD COLUMN block bytea;
ALTER TABLE sign_in_code ADD COLUMN known boolean NOT NULL DEFAULT false;
CREATE INDEX sign_in_code_created ON sign_in_code (created_at);
COMMENT ON COLUMN sign_in_code.network IS 'subject=none protection=hash erased=keep retention=one-hour';
COMMENT ON COLUMN sign_in_code.block IS 'subject=none protection=hash erased=keep retention=one-hour';
COMMENT ON COLUMN sign_in_code.known IS 'subject=none protection=clear erased=keep retention=one-day';

CREATE TABLE known_network (
    account_id    uuid NOT NULL,
    network_index bytea NOT NULL,
    seen_on       date NOT NULL,
    PRIMARY KEY (account_id, network_index)
);
CREATE INDEX known_network_seen ON known_network (seen_on);
COMMENT ON TABLE known_network IS 'By which networks an account signed in lately, by a keyed hash of network and number: strangers elsewhere do not use up its codes.';
COMMENT ON COLUMN known_network.account_id IS 'subject=account_id protection=clear erased=row retention=thirty-days';
COMMENT ON COLUMN known_network.network_index IS 'subject=account_id protection=hash erased=row retention=thirty-days';
COMMENT ON COLUMN known_network.seen_on IS 'subject=account_id protection=clear erased=row retention=thirty-days';
