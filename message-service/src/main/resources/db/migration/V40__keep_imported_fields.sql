alter table chat add column source bytea;
comment on column chat.source is 'subject=owner_id protection=sealed erased=row retention=until-deleted';

alter table import_chat add column source bytea;
comment on column import_chat.source is 'subject=owner_id protection=sealed erased=row retention=until-the-import-ends';

create table imported_account (
    owner_id uuid  not null primary key,
    root     bytea not null
);

comment on table imported_account is 'What the export of a whole account said beside its chats; goes with the last imported chat.';
comment on column imported_account.owner_id is 'subject=owner_id protection=clear erased=row retention=until-its-chats-are-deleted';
comment on column imported_account.root is 'subject=owner_id protection=sealed erased=row retention=until-its-chats-are-deleted';
