-- ANALYZE keeps samples of a column's values, which outlive the rows they are from: a wrapped share after it was
-- destroyed, a sealed text after it was deleted. Of what the data map calls protected none is taken, and none kept.
do $$
declare
    place record;
begin
    for place in
        select c.oid, c.relname, a.attname, c.relkind
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          join pg_attribute mapped on mapped.attrelid = coalesce(pg_partition_root(c.oid), c.oid)
                                  and mapped.attname = a.attname
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and a.attstattarget is distinct from 0
           and col_description(mapped.attrelid, mapped.attnum) ~ 'protection=(sealed|hash|key)'
         order by c.relkind desc, c.relname
    loop
        execute format('alter table only %s alter column %I set statistics 0', place.oid::regclass, place.attname);
        perform pg_clear_attribute_stats('public', place.relname, place.attname, inherited)
           from unnest(array[false, true]) as i (inherited)
          where inherited or place.relkind = 'r';
    end loop;
end $$;
