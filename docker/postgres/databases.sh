#!/bin/bash
# A role with a database of its own for each password but the administrator's; none may connect elsewhere. It runs once, when the
# server's volume is new.
set -euo pipefail
for file in /run/lethe/*; do
    role=${file##*/}
    [ "$role" != postgres ] || continue
    ROLE=$role PASSWORD=$(cat "$file") psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 \
        --username "$POSTGRES_USER" --dbname postgres << 'SQL'
\getenv role ROLE
\getenv password PASSWORD
create role :"role" login password :'password';
create database :"role" owner :"role";
revoke connect on database :"role" from public;
SQL
done
