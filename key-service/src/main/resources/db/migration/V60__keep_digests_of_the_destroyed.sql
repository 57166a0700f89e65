-- Whoever waits for the operator belongs to the ledger already; a subject is in one of both tables only.
update ledger_digest set digest = found.digest
from (select get_byte(uuid_send(subject), 0) as bucket, bit_xor(ledger_hash(subject)) as digest
      from (select subject from destroyed union select subject from waiting_destruction) ledger group by 1) found
where found.bucket = ledger_digest.bucket;

create trigger ledger_change after insert or delete on destroyed
    for each row execute function toggle_in_ledger('subject');
create trigger ledger_change after insert or delete on waiting_destruction
    for each row execute function toggle_in_ledger('subject');
