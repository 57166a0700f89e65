create table diary (id uuid, page bytea) partition by hash (id);
create table diary_0 partition of diary for values with (modulus 1, remainder 0);
comment on table diary is 'Whose pages PostgreSQL would take samples of.';
comment on column diary.id is 'subject=id protection=clear erased=row retention=account';
comment on column diary.page is 'subject=id protection=sealed erased=row retention=account';
insert into diary select gen_random_uuid(), '\xabcd' from generate_series(1, 1000);
analyze diary;
