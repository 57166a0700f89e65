create table note (owner_id uuid primary key, sender_id uuid);
comment on table note is 'A note somebody sent.';
comment on column note.owner_id is 'subject=owner_id protection=clear erased=row retention=account';
comment on column note.sender_id is 'subject=owner_id protection=clear erased=row retention=account';
