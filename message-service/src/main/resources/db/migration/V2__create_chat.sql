create table chat (
    owner_id           uuid   not null,
    chat_id            uuid   not null,
    kind               text   not null check (kind in ('direct', 'saved', 'service', 'imported')),
    title              bytea,
    read_up_to         bigint not null default 0,
    partner_read_up_to bigint not null default 0,
    imported_at        timestamptz,
    seq                bigint not null,
    primary key (owner_id, chat_id)
) with (fillfactor = 80);

comment on table chat is 'The chats of one owner; last activity and unread counts are derived from the messages.';
comment on column chat.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column chat.chat_id is 'mentions=chat_id fate=keep protection=clear retention=until-deleted';
comment on column chat.kind is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column chat.title is 'subject=owner_id protection=sealed erased=row retention=until-deleted';
comment on column chat.read_up_to is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column chat.partner_read_up_to is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column chat.imported_at is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column chat.seq is 'subject=owner_id protection=clear erased=row retention=until-deleted';
