create table subject (
    id                uuid        primary key,
    state             text        not null default 'live' check (state in ('live', 'erased')),
    erasure_id        uuid,
    erased_at         timestamptz,
    erasure_signature bytea,
    erasure_done      boolean     not null default false
);
comment on table subject is 'One row for each account this service has met; it stays as the tombstone.';
comment on column subject.id is 'mentions=id fate=keep protection=clear retention=for-ever';
comment on column subject.state is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column subject.erasure_id is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column subject.erased_at is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column subject.erasure_signature is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column subject.erasure_done is 'subject=none protection=clear erased=keep retention=for-ever';
