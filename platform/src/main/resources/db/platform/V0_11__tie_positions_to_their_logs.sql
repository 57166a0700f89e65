alter table inbox_position add column last_event_id uuid;
alter table inbox_position add column stopped text;
comment on column inbox_position.topic is 'subject=none protection=clear erased=keep retention=for-ever';
comment on column inbox_position.last_event_id is 'subject=none protection=clear erased=keep retention=until-the-next-event';
comment on column inbox_position.stopped is 'subject=none protection=clear erased=keep retention=until-an-operator-agrees';

-- What must never wait for anything else reads this topic by itself; both go on where one had come to.
insert into inbox_position (topic, partition, next_offset)
select topic || '/others', partition, next_offset from inbox_position where topic = 'lethe.account.v1';
