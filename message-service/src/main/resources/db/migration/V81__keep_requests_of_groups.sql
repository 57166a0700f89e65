alter table membership add column request_digest bytea;
comment on column membership.request_digest is 'subject=account_id protection=hash erased=row retention=until-the-chat-is-deleted';
