create table gone (
    owner_id uuid        not null,
    seq      bigint      not null,
    chat_id  uuid        not null,
    ids      bigint[]    not null,
    at       timestamptz not null,
    primary key (owner_id, seq)
);

create index gone_by_time on gone using brin (at);

comment on table gone is 'Which messages left a mailbox, so that its devices learn of it; ids only.';
comment on column gone.owner_id is 'subject=owner_id protection=clear erased=row retention=thirty-days';
comment on column gone.seq is 'subject=owner_id protection=clear erased=row retention=thirty-days';
comment on column gone.chat_id is 'mentions=chat_id fate=keep protection=clear retention=thirty-days';
comment on column gone.ids is 'subject=owner_id protection=clear erased=row retention=thirty-days';
comment on column gone.at is 'subject=owner_id protection=clear erased=row retention=thirty-days';
