alter table destroyed add column everyone_signature text;
comment on column destroyed.everyone_signature is 'subject=subject protection=clear erased=keep retention=for-ever';
alter table waiting_destruction add column everyone_signature text;
comment on column waiting_destruction.everyone_signature is 'subject=subject protection=clear erased=keep retention=until-released';
