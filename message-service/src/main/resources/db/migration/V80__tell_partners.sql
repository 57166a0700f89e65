-- Everybody's direct chats with an account are found by its id: to tell their devices that it is gone, once, and to take
-- back what it wrote there when its own chats are gone already.
set local transaction_timeout = 0;

alter table chat add column partner_gone boolean not null default false;
comment on column chat.partner_gone is 'subject=owner_id protection=clear erased=row retention=until-deleted';

create index chat_by_partner on chat (chat_id, owner_id) where kind = 'direct';

comment on column gone.owner_id is 'subject=owner_id protection=clear erased=row retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.seq is 'subject=owner_id protection=clear erased=row retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.ids is 'subject=owner_id protection=clear erased=row retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.at is 'subject=owner_id protection=clear erased=row retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.whole_chat is 'subject=owner_id protection=clear erased=row retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.chat_id is 'mentions=chat_id fate=keep protection=clear retention=thirty-days-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
