create table chat_clearing (
    owner_id         uuid        not null,
    chat_id          uuid        not null,
    up_to_id         bigint      not null,
    whole_chat       boolean     not null,
    others_from_id   bigint,
    session_start    timestamptz not null,
    touched_at       timestamptz not null,
    primary key (owner_id, chat_id)
);

comment on table chat_clearing is 'Chats that are being emptied: up to which message, whether the chat goes too, and from which on what the owner wrote goes from the others as well.';
comment on column chat_clearing.owner_id is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
comment on column chat_clearing.chat_id is 'mentions=chat_id fate=keep protection=clear retention=until-the-chat-is-empty';
comment on column chat_clearing.up_to_id is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
comment on column chat_clearing.whole_chat is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
comment on column chat_clearing.others_from_id is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
comment on column chat_clearing.session_start is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
comment on column chat_clearing.touched_at is 'subject=owner_id protection=clear erased=row retention=until-the-chat-is-empty';
