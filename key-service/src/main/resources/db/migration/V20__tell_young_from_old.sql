-- What was destroyed before counts as old.
alter table destroyed add column young boolean not null default false;
comment on column destroyed.young is 'subject=subject protection=clear erased=keep retention=for-ever';
create index destroyed_recent on destroyed (destroyed_at) where had_share;
