package dev.lethe.message.search;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/// The parts of the search index: which of them may hold entries of what was deleted, and since when.
/// Deletions are not written down one by one; the database's own counters tell that there were some.
final class SearchPartitions {
    private static final String LOOK = """
            insert into search_partition as p (partition, changes, server_era, looked_at)
            select c.relname, coalesce(s.n_tup_del + s.n_tup_upd, 0), pg_postmaster_start_time(), :now
              from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
              left join pg_stat_all_tables s on s.relid = c.oid
             where i.inhparent = cast('message' as regclass)
                on conflict (partition) do update
               set changes = excluded.changes, server_era = excluded.server_era, looked_at = excluded.looked_at,
                   dirty_since = case when p.changes <> excluded.changes or p.server_era <> excluded.server_era
                                      then coalesce(p.dirty_since, p.looked_at)
                                      else p.dirty_since
                                 end
            """;
    private static final String INDEX = """
            select cast(x.indexrelid as regclass)
              from pg_index x
              join pg_inherits i on i.inhrelid = x.indexrelid
             where i.inhparent = cast('message_by_token' as regclass) and x.indrelid = cast(:partition as regclass)
            """;
    private static final String BROKEN = """
            select cast(x.indexrelid as regclass)
              from pg_index x
              join pg_inherits i on i.inhrelid = x.indrelid
              join pg_class c on c.oid = x.indexrelid
             where i.inhparent = cast('message' as regclass) and not x.indisvalid
               and c.relname ~ '_cc(new|old)[0-9]*$'
            """;

    private final JdbcClient jdbc;

    SearchPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes where rows were deleted or changed since the last look. A server that was started anew may have
    /// lost its counters, so everything counts as changed.
    void look(Instant now) {
        jdbc.sql(LOOK).param("now", Timestamp.from(now)).update();
    }

    /// Those that hold something since before the given time, by how long they have waited.
    List<String> dirtySince(Instant time) {
        return jdbc.sql("""
                select partition from search_partition where dirty_since <= :time order by dirty_since
                """).param("time", Timestamp.from(time)).query((row, _) -> row.getString(1)).list();
    }

    /// Writes the part's index anew, without what is gone; sends and searches go on meanwhile.
    void rebuild(String partition, Instant now) {
        String index = jdbc.sql(INDEX).param("partition", partition).query(String.class).single();
        jdbc.sql("reindex index concurrently " + index).update();
        jdbc.sql("update search_partition set dirty_since = null, rebuilt_at = :now where partition = :partition")
                .param("now", Timestamp.from(now))
                .param("partition", partition)
                .update();
    }

    /// Drops what rebuilds that were broken off have left.
    void dropBroken() {
        List<String> broken = jdbc.sql(BROKEN).query((row, _) -> row.getString(1)).list();
        broken.forEach(index -> jdbc.sql("drop index concurrently if exists " + index).update());
    }

    /// Moves what sends have left in the lists of new entries into the index, unless another replica is at it.
    /// Within a transaction, for what it has not done after a few seconds it leaves to the next time.
    static void flush(JdbcClient jdbc, long lock) {
        jdbc.sql("select set_config('statement_timeout', '5s', true)").query().singleRow();
        jdbc.sql("""
                select count(gin_clean_pending_list(i.inhrelid))
                  from (select pg_try_advisory_xact_lock(:lock) as mine offset 0) t
                  join pg_inherits i on t.mine
                 where i.inhparent = cast('message_by_token' as regclass)
                """).param("lock", lock).query().singleRow();
    }
}
