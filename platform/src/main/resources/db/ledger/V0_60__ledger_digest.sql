-- Copies of the ledger are compared each minute by 256 digests. They are kept here, so that comparing costs the same
-- however many live and however many have left.
create table ledger_digest (
    bucket int      primary key,
    digest bit(256) not null
);
comment on table ledger_digest is 'For each first byte of an account''s id, the XOR of the SHA-256 of the erased accounts'' ids.';
comment on column ledger_digest.bucket is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column ledger_digest.digest is 'subject=none protection=hash erased=keep retention=for-ever';

insert into ledger_digest (bucket, digest) select bucket, repeat('0', 256)::bit(256) from generate_series(0, 255) bucket;

create function ledger_hash(subject uuid) returns bit(256) language sql immutable strict parallel safe
    return ('x' || encode(sha256(uuid_send(subject)), 'hex'))::bit(256);

-- Adds a tombstone to its digest, or takes it out again: XOR does both. The trigger's argument names the id's column.
create function toggle_in_ledger() returns trigger language plpgsql as $$
declare
    subject uuid;
begin
    if tg_op = 'DELETE' then
        subject := to_jsonb(old) ->> tg_argv[0];
    else
        subject := to_jsonb(new) ->> tg_argv[0];
    end if;
    update ledger_digest set digest = digest # ledger_hash(subject) where bucket = get_byte(uuid_send(subject), 0);
    return null;
end
$$;
