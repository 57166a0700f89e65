create table search_partition (
    partition   text        not null primary key,
    changes     bigint      not null,
    server_era  timestamptz not null,
    looked_at   timestamptz not null,
    dirty_since timestamptz,
    rebuilt_at  timestamptz
);

comment on table search_partition is 'Which parts of the search index may still hold entries of deleted messages, and since when.';
comment on column search_partition.partition is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column search_partition.changes is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column search_partition.server_era is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column search_partition.looked_at is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column search_partition.dirty_since is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column search_partition.rebuilt_at is 'subject=none protection=clear erased=keep retention=for-ever';

comment on column message.tokens is 'subject=owner_id protection=hash erased=row retention=until-deleted-and-seven-days-in-the-file-of-the-index';
