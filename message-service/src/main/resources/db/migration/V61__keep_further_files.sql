alter table message add column more_files uuid[];

comment on column message.more_files is 'subject=owner_id protection=clear erased=row retention=until-deleted';

alter table import_change add column more_files uuid[];

comment on column import_change.more_files is 'subject=owner_id protection=clear erased=row retention=until-the-import-ends';
