alter table erasure_work add column subject_hash text;
comment on column erasure_work.subject_hash is 'subject=none protection=hash erased=keep retention=until-receipt';
-- Answers given before they were bound to the account are worth nothing; the authority asks again.
update erasure_work set receipt_id = null, answer = null;
