create table forgotten (id uuid primary key, text text);
