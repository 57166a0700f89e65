-- The counters tell how much somebody wrote; a tombstone needs none.
update mailbox set seq = 0, last_id = 0, gone_floor = 0 where erasure_done;

comment on column mailbox.seq is 'subject=id protection=clear erased=keep retention=until-erased-then-zero';
comment on column mailbox.last_id is 'subject=id protection=clear erased=keep retention=until-erased-then-zero';
comment on column mailbox.gone_floor is 'subject=id protection=clear erased=keep retention=until-erased-then-zero';
