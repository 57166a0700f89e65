create table bag (id uuid primary key, content jsonb);
comment on table bag is 'Holds anything.';
comment on column bag.id is 'subject=id protection=clear erased=row retention=account';
comment on column bag.content is 'subject=id protection=clear erased=row retention=account';
