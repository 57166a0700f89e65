create table erasure_work (
    subject         uuid        primary key,
    erasure_id      uuid        not null,
    receipt_id      uuid,
    for_everyone    boolean     not null,
    erased_at       timestamptz not null,
    begun_at        timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    attempts        int         not null default 0,
    emptied_at      timestamptz,
    answer          bytea
);
comment on table erasure_work is 'Erasures in progress; a row goes when the receipt is issued, and with it the link between the two.';
comment on column erasure_work.subject is 'mentions=subject fate=keep protection=clear retention=until-receipt';
comment on column erasure_work.erasure_id is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.receipt_id is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.for_everyone is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.erased_at is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.begun_at is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.next_attempt_at is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.attempts is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.emptied_at is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_work.answer is 'subject=none protection=clear erased=keep retention=until-receipt';

create table erasure_count (
    subject uuid   not null,
    item    text   not null,
    removed bigint not null,
    primary key (subject, item)
);
comment on table erasure_count is 'How much an erasure removed so far, counted in the transactions that removed it.';
comment on column erasure_count.subject is 'mentions=subject fate=keep protection=clear retention=until-receipt';
comment on column erasure_count.item is 'subject=none protection=clear erased=keep retention=until-receipt';
comment on column erasure_count.removed is 'subject=none protection=clear erased=keep retention=until-receipt';
