-- Each wake-up of a device read all chats of its owner to find those that had changed.
set local transaction_timeout = 0;

create index chat_by_seq on chat (owner_id, seq);
