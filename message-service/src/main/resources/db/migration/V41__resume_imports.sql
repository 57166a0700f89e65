alter table import_job drop constraint import_job_state_check;
update import_job set state = 'removing' where state = 'failed';
alter table import_job add constraint import_job_state_check
    check (state in ('waiting', 'reading', 'finishing', 'removing', 'done', 'failed'));

alter table import_job drop constraint import_job_pkey;
alter table import_job add primary key (owner_id, id);
create unique index import_job_under_way on import_job (owner_id)
    where state in ('waiting', 'reading', 'finishing', 'removing');

alter table import_job
    add column resumable     boolean not null default false,
    add column attempt       int     not null default 1,
    add column leased        boolean not null default false,
    add column bytes_read    bigint  not null default 0,
    add column chats         int     not null default 0,
    add column messages      int     not null default 0,
    add column skipped       int     not null default 0,
    add column files         int     not null default 0,
    add column files_missing int     not null default 0,
    add column left_out      text[]  not null default '{}',
    add column root          bytea;

create index import_job_by_time on import_job (touched_at);

create table import_file (
    owner_id uuid  not null,
    job_id   uuid  not null,
    path     bytea not null,
    file_id  uuid  not null,
    primary key (owner_id, job_id, path)
);

comment on table import_job is 'The imports of an owner, one of them under way at most; what it wrote is seen only when it is complete.';
comment on column import_job.owner_id is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.id is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.state is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.touched_at is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.resumable is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.attempt is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.leased is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.bytes_read is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.chats is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.messages is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.skipped is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.files is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.files_missing is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.left_out is 'subject=owner_id protection=clear erased=row retention=until-a-day-after-the-import';
comment on column import_job.root is 'subject=owner_id protection=sealed erased=row retention=until-the-import-ends';

comment on table import_file is 'Which uploaded file stands for which path of an export.';
comment on column import_file.owner_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_file.job_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
comment on column import_file.path is 'subject=owner_id protection=hash erased=row retention=until-the-import-ends';
comment on column import_file.file_id is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
