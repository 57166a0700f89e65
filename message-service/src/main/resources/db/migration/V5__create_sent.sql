create table sent (
    owner_id  uuid   not null,
    client_id uuid   not null,
    id        bigint not null,
    digest    bytea  not null,
    primary key (owner_id, client_id)
);

create index sent_by_id on sent using brin (id);

comment on table sent is 'What a device has sent under which id of its own, so that a retry answers the same and sends nothing.';
comment on column sent.owner_id is 'subject=owner_id protection=clear erased=row retention=one-day';
comment on column sent.client_id is 'subject=owner_id protection=clear erased=row retention=one-day';
comment on column sent.id is 'subject=owner_id protection=clear erased=row retention=one-day';
comment on column sent.digest is 'subject=owner_id protection=hash erased=row retention=one-day';

-- Volatile on purpose: a volatile function looks with a fresh snapshot, so a row that was committed while
-- the caller's statement waited for the sender's mailbox is seen.
create function known_sends(sender uuid, client_ids uuid[]) returns table (client_id uuid, id bigint, digest bytea)
    language sql volatile as
$$
    select s.client_id, s.id, s.digest from sent s where s.owner_id = sender and s.client_id = any (client_ids)
$$;
