-- ANALYZE keeps samples of a column's values, which outlive the rows they are from: a wrapped share after it was
-- destroyed, a sealed text after it was deleted, an account beside its receipt after the link was dropped. Of what the data
-- map calls protected, of what is kept only until a receipt, and of events on their way, none is taken, and none kept. What
-- the planner is told instead holds no value: that each is rare.
do $$
declare
    place record;
begin
    perform set_config('transaction_timeout', '0', true);
    for place in
        select c.oid, cast(c.relname as text) as relname, cast(a.attname as text) as attname, c.relkind = 'p' as inherited
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          join pg_attribute mapped on mapped.attrelid = coalesce(pg_partition_root(c.oid), c.oid)
                                  and mapped.attname = a.attname
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and col_description(mapped.attrelid, mapped.attnum) ~ 'protection=(sealed|hash|key)|retention=(until-receipt|one-day-or-until-executed|until-published|until-replayed)'
           and (a.attstattarget is distinct from 0
                or exists (select from pg_stats s
                            where s.schemaname = 'public' and s.tablename = c.relname and s.attname = a.attname
                              and (s.most_common_vals is not null or s.histogram_bounds is not null
                                   or s.most_common_elems is not null)))
         order by c.relkind desc, c.relname
    loop
        execute format('alter table only %s alter column %I set statistics 0', place.oid::regclass, place.attname);
        perform pg_clear_attribute_stats('public', place.relname, place.attname, place.inherited);
        perform pg_restore_attribute_stats('schemaname', 'public', 'relname', place.relname, 'attname', place.attname,
                                           'inherited', place.inherited, 'null_frac', cast(0 as real),
                                           'avg_width', 32, 'n_distinct', cast(-1 as real));
    end loop;
end $$;
