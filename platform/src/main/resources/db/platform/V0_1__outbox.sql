create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null,
    topic       text        not null,
    subject     uuid        not null,
    type        text        not null,
    payload     bytea       not null,
    recorded_at timestamptz not null default now()
);
comment on table outbox is 'Events that are committed and not yet published; empty at rest.';
comment on column outbox.id is 'subject=none protection=clear erased=keep retention=until-published';
comment on column outbox.event_id is 'subject=none protection=clear erased=keep retention=until-published';
comment on column outbox.topic is 'subject=none protection=clear erased=keep retention=until-published';
comment on column outbox.subject is 'mentions=subject fate=keep protection=clear retention=until-published';
comment on column outbox.type is 'subject=none protection=clear erased=keep retention=until-published';
comment on column outbox.payload is 'subject=none protection=sealed erased=keep retention=until-published';
comment on column outbox.recorded_at is 'subject=none protection=clear erased=keep retention=until-published';
