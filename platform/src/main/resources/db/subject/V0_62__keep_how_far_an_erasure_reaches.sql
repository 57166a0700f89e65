alter table subject add column everyone_signature bytea;
comment on column subject.everyone_signature is 'subject=none protection=clear erased=keep retention=for-ever';
