-- An id follows the last one of each mailbox that it goes into. Where one of those was given by a clock that was far ahead, all
-- that follow are too, until time has caught up. By how many milliseconds is noted where it is more than a minute, so
-- that the time of a message can still be told. Messages that the wrong clock itself has dated keep its time.
alter table message add column ahead bigint;
comment on column message.ahead is 'subject=owner_id protection=clear erased=row retention=until-deleted';
alter table sent add column ahead bigint;
comment on column sent.ahead is 'subject=owner_id protection=clear erased=row retention=one-day-and-an-hour';
