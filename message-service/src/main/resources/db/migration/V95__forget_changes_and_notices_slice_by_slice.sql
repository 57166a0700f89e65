-- As for sends: once vacuum gives pages back for new rows, every range of pages holds an old moment and a young one, and the
-- indexes find all of them. Now a minute reads a sixtieth of each table.
drop index gone_by_time;
drop index notice_by_time;

comment on column gone.owner_id is 'subject=owner_id protection=clear erased=row retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.seq is 'subject=owner_id protection=clear erased=row retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.ids is 'subject=owner_id protection=clear erased=row retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.at is 'subject=owner_id protection=clear erased=row retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.whole_chat is 'subject=owner_id protection=clear erased=row retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column gone.chat_id is 'mentions=chat_id fate=keep protection=clear retention=thirty-days-and-an-hour-or-for-a-whole-chat-as-long-as-deletion-for-everyone-reaches';
comment on column notice.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
comment on column notice.notice_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
comment on column notice.message_id is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
comment on column notice.visible_before is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
comment on column notice.expires_at is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
comment on column notice.at is 'subject=owner_id protection=clear erased=row retention=until-deleted-and-eight-days-and-an-hour';
