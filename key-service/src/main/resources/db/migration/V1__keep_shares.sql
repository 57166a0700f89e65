create table epoch_state (
    only_row boolean primary key default true check (only_row),
    current_epoch bigint not null,
    started_at timestamptz not null,
    destroyed_count bigint not null
);
comment on table epoch_state is 'The epoch that puts wrap with, locked by whoever changes what puts rely on.';
comment on column epoch_state.only_row is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column epoch_state.current_epoch is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column epoch_state.started_at is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column epoch_state.destroyed_count is 'subject=none protection=clear erased=keep retention=for-ever';

create table subject_key (
    subject uuid primary key,
    key_id uuid not null,
    created_at timestamptz not null,
    named boolean not null default false
);
create index subject_key_key_id on subject_key (key_id);
create index subject_key_unnamed on subject_key (created_at) where not named;
comment on table subject_key is 'The one key that a subject has, so that no share of another is ever taken in.';
comment on column subject_key.subject is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column subject_key.key_id is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column subject_key.created_at is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column subject_key.named is 'subject=subject protection=clear erased=row retention=until-destroyed';

create table share (
    subject uuid not null,
    reader text not null,
    generation int not null,
    share_index int not null,
    check_value bytea not null,
    wrapped bytea not null,
    bucket int not null,
    epoch bigint not null,
    primary key (subject, reader)
);
create index share_bucket on share (bucket, epoch);
comment on table share is 'One share of each root, wrapped by the key of its bucket and epoch, which no database holds.';
comment on column share.subject is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column share.reader is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column share.generation is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column share.share_index is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column share.check_value is 'subject=subject protection=hash erased=row retention=until-destroyed';
comment on column share.wrapped is 'subject=subject protection=sealed erased=row retention=until-destroyed';
comment on column share.bucket is 'subject=subject protection=clear erased=row retention=until-destroyed';
comment on column share.epoch is 'subject=subject protection=clear erased=row retention=until-destroyed';

create table destroyed (
    subject uuid primary key,
    mark bytea not null unique,
    erasure_id uuid not null,
    erased_millis bigint not null,
    signature text not null,
    had_share boolean not null,
    destroyed_at timestamptz not null,
    epoch_ends_at timestamptz not null
);
create index destroyed_lately on destroyed (destroyed_at) where had_share;
comment on table destroyed is 'The erasure ledger as this keyholder has it: whose shares are gone and may never come back.';
comment on column destroyed.subject is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.mark is 'subject=subject protection=hash erased=keep retention=for-ever';
comment on column destroyed.erasure_id is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.erased_millis is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.signature is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.had_share is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.destroyed_at is 'subject=subject protection=clear erased=keep retention=for-ever';
comment on column destroyed.epoch_ends_at is 'subject=subject protection=clear erased=keep retention=for-ever';

create table waiting_destruction (
    subject uuid primary key,
    erasure_id uuid not null,
    erased_millis bigint not null,
    signature text not null,
    arrived_at timestamptz not null
);
comment on table waiting_destruction is 'Orders beyond what a day usually brings: no longer served, and destroyed when the operator agrees.';
comment on column waiting_destruction.subject is 'subject=subject protection=clear erased=keep retention=until-released';
comment on column waiting_destruction.erasure_id is 'subject=subject protection=clear erased=keep retention=until-released';
comment on column waiting_destruction.erased_millis is 'subject=subject protection=clear erased=keep retention=until-released';
comment on column waiting_destruction.signature is 'subject=subject protection=clear erased=keep retention=until-released';
comment on column waiting_destruction.arrived_at is 'subject=subject protection=clear erased=keep retention=until-released';

create table dirty_bucket (
    bucket int primary key,
    epoch bigint not null
);
comment on table dirty_bucket is 'Buckets that lost a share since their key was made; the next rotation gives them another.';
comment on column dirty_bucket.bucket is 'subject=none protection=clear erased=keep retention=until-rotated';
comment on column dirty_bucket.epoch is 'subject=none protection=clear erased=keep retention=until-rotated';
