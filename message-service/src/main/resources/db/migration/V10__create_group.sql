alter table chat drop constraint chat_kind_check;
alter table chat add constraint chat_kind_check check (kind in ('direct', 'saved', 'service', 'imported', 'group'));
alter table chat add column marks bytea;
comment on column chat.marks is 'subject=owner_id protection=sealed erased=row retention=until-deleted';

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('text', 'file', 'notice', 'imported', 'event'));

alter table gone add column whole_chat boolean not null default false;
comment on column gone.whole_chat is 'subject=owner_id protection=clear erased=row retention=thirty-days';

create table group_chat (
    id      uuid   not null primary key,
    version bigint not null
) with (fillfactor = 50);

comment on table group_chat is 'The lock and the version of a group; a send shares it, a change of its members takes it.';
comment on column group_chat.id is 'subject=none protection=clear erased=keep retention=while-it-has-members';
comment on column group_chat.version is 'subject=none protection=clear erased=keep retention=while-it-has-members';

create table membership (
    chat_id    uuid   not null,
    account_id uuid   not null,
    role       text   not null check (role in ('owner', 'admin', 'member')),
    from_id    bigint not null,
    to_id      bigint,
    primary key (chat_id, account_id, from_id)
);

create index membership_by_account on membership (account_id);

comment on table membership is 'Who is or was in a group, from which message to which; it decides whom a change reaches.';
comment on column membership.chat_id is 'subject=account_id protection=clear erased=row retention=until-the-chat-is-deleted';
comment on column membership.account_id is 'subject=account_id protection=clear erased=row retention=until-the-chat-is-deleted';
comment on column membership.role is 'subject=account_id protection=clear erased=row retention=until-the-chat-is-deleted';
comment on column membership.from_id is 'subject=account_id protection=clear erased=row retention=until-the-chat-is-deleted';
comment on column membership.to_id is 'subject=account_id protection=clear erased=row retention=until-the-chat-is-deleted';
