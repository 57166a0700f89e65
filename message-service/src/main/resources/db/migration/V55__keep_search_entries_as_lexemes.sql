-- One entry a word instead of two: it is found whole, or by the entry's first characters. Entries of the earlier kind go,
-- and what had them is found again when it is written anew; no release had them. A new column needs no rewrite of the table.
set local transaction_timeout = 0;

drop index message_by_token;
alter table message drop column tokens;
alter table message add column tokens tsvector;
comment on column message.tokens is 'subject=owner_id protection=hash erased=row retention=until-deleted-and-seven-days-in-the-file-of-the-index';

-- No plan asks how often an entry occurs, and statistics would keep entries of deleted messages.
alter table message alter column tokens set statistics 0;

create index message_by_token on message using gin (tokens) with (fastupdate = on, gin_pending_list_limit = 64);
