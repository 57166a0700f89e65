create table inbox_position (
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (topic, partition)
);
comment on table inbox_position is 'How far each topic was consumed; moves in the transaction of the effect.';
comment on column inbox_position.topic is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column inbox_position.partition is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column inbox_position.next_offset is 'subject=none protection=clear erased=keep retention=for-ever';

create table dead_letter (
    id          uuid        primary key default gen_random_uuid(),
    topic       text        not null,
    partition   int         not null,
    position    bigint      not null,
    subject     uuid,
    type        text        not null,
    payload     bytea       not null,
    reason      text        not null,
    buried_at   timestamptz not null default now()
);
comment on table dead_letter is 'Records no consumer could take; an operator replays or drops them.';
comment on column dead_letter.id is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.topic is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.partition is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.position is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.subject is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.type is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.payload is 'subject=subject protection=sealed erased=row retention=until-replayed';
comment on column dead_letter.reason is 'subject=subject protection=clear erased=row retention=until-replayed';
comment on column dead_letter.buried_at is 'subject=subject protection=clear erased=row retention=until-replayed';
