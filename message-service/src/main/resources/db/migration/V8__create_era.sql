create table era (
    only_one boolean not null default true primary key check (only_one),
    id       uuid    not null
);

insert into era (id) values (gen_random_uuid());

comment on table era is 'Changes when the database is restored, so that cursors from before are known as such.';
comment on column era.only_one is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column era.id is 'subject=none protection=clear erased=keep retention=for-ever';
