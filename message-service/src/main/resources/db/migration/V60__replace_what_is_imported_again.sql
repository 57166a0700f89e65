create table import_change (
    owner_id   uuid    not null,
    job_id     uuid    not null,
    message_id bigint  not null,
    chat_id    uuid    not null,
    file_id    uuid,
    keeps_file boolean not null,
    body       bytea   not null,
    tokens     text    not null,
    primary key (owner_id, job_id, message_id)
);

comment on table import_change is 'Newer forms of messages that are there already; they take their place when their import succeeds.';
comment on column import_change.owner_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.job_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.message_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.chat_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.file_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.keeps_file is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_change.body is 'subject=owner_id protection=sealed erased=row retention=until-the-import-ends';
comment on column import_change.tokens is 'subject=owner_id protection=hash erased=row retention=until-the-import-ends';

-- Leases lapse by themselves when an import fails: nobody reads import_job.leased any more. It goes with a later migration,
-- as a replica of the version before still writes it while it is replaced.
alter table import_job
    add column changed int not null default 0,
    add column messages_left_out int not null default 0,
    add column odd bytea,
    add column account bytea not null default '',
    add column home boolean not null default true;

comment on column import_job.changed is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.messages_left_out is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.odd is 'subject=owner_id protection=sealed erased=row retention=until-a-day-after-the-import';
comment on column import_job.account is 'subject=owner_id protection=hash erased=row retention=until-a-day-after-the-import';
comment on column import_job.home is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';

alter table imported_account
    add column account bytea not null default '',
    add column home boolean not null default true;
alter table imported_account drop constraint imported_account_pkey;
alter table imported_account add primary key (owner_id, account);

comment on table imported_account is 'What the exports of whole accounts said beside their chats; goes with the last imported chat.';
comment on column imported_account.account is 'subject=owner_id protection=hash erased=row retention=until-its-chats-are-deleted';
comment on column imported_account.home is 'subject=owner_id protection=clear erased=row retention=until-its-chats-are-deleted';
