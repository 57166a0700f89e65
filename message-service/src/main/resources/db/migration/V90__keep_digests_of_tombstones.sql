-- The tombstones of this service, found without a look at the living.
set local transaction_timeout = 0;

create index mailbox_erased on mailbox (id) where state = 'erased';

update ledger_digest set digest = found.digest
from (select get_byte(uuid_send(id), 0) as bucket, bit_xor(ledger_hash(id)) as digest
      from mailbox where state = 'erased' group by 1) found
where found.bucket = ledger_digest.bucket;

create trigger ledger_insert after insert on mailbox
    for each row when (new.state = 'erased') execute function toggle_in_ledger('id');
create trigger ledger_update after update of state on mailbox
    for each row when ((old.state = 'erased') <> (new.state = 'erased')) execute function toggle_in_ledger('id');
create trigger ledger_delete after delete on mailbox
    for each row when (old.state = 'erased') execute function toggle_in_ledger('id');
