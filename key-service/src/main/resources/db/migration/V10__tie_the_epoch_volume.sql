alter table epoch_state add column volume uuid;
comment on column epoch_state.volume is 'subject=none protection=clear erased=keep retention=for-ever';

alter table share add column broken boolean not null default false;
create index share_broken on share (subject) where broken;
comment on column share.broken is 'subject=subject protection=clear erased=row retention=until-destroyed';
