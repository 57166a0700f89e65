alter table mailbox add column everyone_signature bytea;
comment on column mailbox.everyone_signature is 'subject=id protection=clear erased=keep retention=for-ever-as-tombstone';
