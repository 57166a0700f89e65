alter table message add column tokens bigint[];
comment on column message.tokens is 'subject=owner_id protection=hash erased=row retention=until-deleted';

-- A small pending list, so that no send pays for a large flush; it is flushed in the background.
create index message_by_token on message using gin (tokens) with (fastupdate = on, gin_pending_list_limit = 64);
