create table mailbox (
    id                uuid    not null primary key,
    state             text    not null default 'live' check (state in ('live', 'erased')),
    erasure_id        uuid,
    erased_at         timestamptz,
    erasure_signature bytea,
    erasure_done      boolean not null default false,
    seq               bigint  not null default 0,
    last_id           bigint  not null default 0,
    gone_floor        bigint  not null default 0
) with (fillfactor = 50);

comment on table mailbox is 'One row an account: the lock and the counters of its history, and its tombstone once it is erased.';
comment on column mailbox.id is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.state is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.erasure_id is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.erased_at is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.erasure_signature is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.erasure_done is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.seq is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.last_id is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
comment on column mailbox.gone_floor is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
