create table message (
    owner_id  uuid   not null,
    id        bigint not null,
    chat_id   uuid   not null,
    author_id uuid,
    kind      text   not null check (kind in ('text', 'file', 'notice', 'imported')),
    file_id   uuid,
    body      bytea  not null,
    seq       bigint not null,
    primary key (owner_id, id)
) partition by hash (owner_id);

do $$
begin
    for n in 0..63 loop
        execute format('create table message_%s partition of message for values with (modulus 64, remainder %s)',
                       lpad(n::text, 2, '0'), n);
    end loop;
end $$;

create index message_by_chat on message (owner_id, chat_id, id);
create index message_by_seq on message (owner_id, seq);

comment on table message is 'Everyone''s own copy of every message, sealed with the key of the mailbox that holds it.';
comment on column message.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column message.id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column message.chat_id is 'mentions=chat_id fate=keep protection=clear retention=until-deleted';
comment on column message.author_id is 'mentions=author_id fate=keep protection=clear retention=until-deleted';
comment on column message.kind is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column message.file_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
comment on column message.body is 'subject=owner_id protection=sealed erased=row retention=until-deleted';
comment on column message.seq is 'subject=owner_id protection=clear erased=row retention=until-deleted';
