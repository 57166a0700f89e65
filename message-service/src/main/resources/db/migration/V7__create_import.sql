create table import_job (
    owner_id   uuid        not null primary key,
    id         uuid        not null,
    state      text        not null check (state in ('reading', 'finishing', 'failed')),
    touched_at timestamptz not null
);

create table import_chat (
    owner_id  uuid  not null,
    job_id    uuid  not null,
    chat_id   uuid  not null,
    staged_id uuid  not null,
    title     bytea,
    primary key (owner_id, job_id, chat_id)
);

comment on table import_job is 'The one import that an owner has under way; what it wrote is seen only when it is complete.';
comment on column import_job.owner_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_job.id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_job.state is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_job.touched_at is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';

comment on table import_chat is 'Under which chat ids an import has staged its messages.';
comment on column import_chat.owner_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_chat.job_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_chat.chat_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_chat.staged_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_chat.title is 'subject=owner_id protection=sealed erased=row retention=until-the-import-ends';
