alter table subject add column nickname text;
