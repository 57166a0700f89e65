-- While mailboxes are small, each minute of sends made PostgreSQL analyze and vacuum every partition anew: a seventh of
-- its time. No plan needs more than a small sample (V52).
set local transaction_timeout = 0;

alter table message
    alter column owner_id set statistics 10,
    alter column id set statistics 10,
    alter column chat_id set statistics 10,
    alter column author_id set statistics 10,
    alter column kind set statistics 10,
    alter column file_id set statistics 10,
    alter column seq set statistics 10;
alter table sent
    alter column owner_id set statistics 10,
    alter column client_id set statistics 10,
    alter column id set statistics 10;

do $$
begin
    for n in 0..63 loop
        execute format('alter table message_%s set (autovacuum_vacuum_insert_threshold = 10000,'
                       ' autovacuum_analyze_threshold = 1000)', lpad(n::text, 2, '0'));
    end loop;
end $$;
