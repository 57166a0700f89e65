package dev.lethe.message.mailbox;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Goes through a table by its blocks, a part each time, to find rows that are old enough. An index by ranges of blocks does
/// not find them: once vacuum gives blocks back for new rows, every range holds a young one.
public final class TableWalk {
    /// Into how many parts a table falls of which one is looked at each minute: all of it in about an hour.
    public static final int MINUTES = 60;
    private static final long BLOCKS_AT_ONCE = 100;

    /// Some blocks.
    ///
    /// @param from the first row's place, in the words of PostgreSQL
    /// @param to   the place behind the last row
    public record Slice(String from, String to) {
        private static Slice of(long block, long blocks) {
            return new Slice("(" + block + ",0)", "(" + (block + blocks) + ",0)");
        }
    }

    private final JdbcClient jdbc;
    private final String table;
    // Wherever it begins: replicas that live for less than an hour would otherwise never reach the table's end.
    private long nextBlock = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);

    public TableWalk(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /// Shows the next part, slice by slice. A slice that fails is passed over until the next round.
    public synchronized void walk(int parts, Consumer<Slice> work) {
        long blocks = blocks();
        long left = Math.min(blocks, blocks / parts + 1);
        while (left > 0) {
            long block = nextBlock % blocks;
            long some = Math.min(Math.min(BLOCKS_AT_ONCE, left), blocks - block);
            nextBlock = block + some;
            left -= some;
            work.accept(Slice.of(block, some));
        }
    }

    private long blocks() {
        return jdbc.sql("select pg_relation_size(cast(:table as regclass)) / current_setting('block_size')::int")
                .param("table", table)
                .query(Long.class)
                .single();
    }
}
