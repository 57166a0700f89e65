-- One entry a word instead of two: it is found whole, or by the entry's first characters. What was written before has
-- entries of another kind and is found again when it is written anew.
drop index message_by_token;
alter table message alter column tokens type tsvector using null;

create index message_by_token on message using gin (tokens) with (fastupdate = on, gin_pending_list_limit = 64);
