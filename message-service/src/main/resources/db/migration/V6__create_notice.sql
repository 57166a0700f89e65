create table notice (
    owner_id       uuid        not null,
    notice_id      uuid        not null,
    message_id     bigint      not null,
    visible_before timestamptz,
    expires_at     timestamptz,
    at             timestamptz not null,
    primary key (owner_id, notice_id)
);

create index notice_by_message on notice (owner_id, message_id);
create index notice_by_expiry on notice (expires_at) where expires_at is not null;
create index notice_by_time on notice using brin (at);

comment on table notice is 'Which service notices arrived, which sessions may see them and when they end.';
comment on column notice.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
comment on column notice.notice_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
comment on column notice.message_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
comment on column notice.visible_before is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
comment on column notice.expires_at is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
comment on column notice.at is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days';
