package dev.lethe.media.erasure;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.media.MediaSuite;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.test.LetheTest;

@LetheTest
@Import(MediaSuite.class)
class UploaderLinksIT {

    private static final String LOCK = "SELECT id FROM file WHERE id = :id FOR UPDATE ";

    @Autowired
    private UploaderLinks links;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private TransactionOperations transactions;

    /// A holder who deletes two files locks the first, then the second. They are stored the other way round.
    @Test
    @Tag("case-22")
    void takesFilesInTheOrderInWhichHoldersDo() throws Exception {
        var uploader = UUID.randomUUID();
        var second = stored(uploader, 0xffff_ffff_ffff_4fffL);
        var first = stored(uploader, 0x0000_0000_0000_4000L);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> erasing = Objects.requireNonNull(transactions.execute(_ -> {
                lock(first, "");
                var begun = threads.submit(() -> Objects.requireNonNull(transactions.execute(
                        _ -> links.eraseBatch(new ErasureContext(uploader, false, Instant.EPOCH), 10))));
                eventually(() -> assertThat(holdsUpAnother()).isTrue());
                lock(second, "NOWAIT");
                return begun;
            }));

            assertThat(erasing.get(1, TimeUnit.MINUTES)).isEqualTo(2);
        } finally {
            sql.sql("DELETE FROM file WHERE id IN (:first, :second)").param("first", first).param("second", second)
                    .update();
        }
    }

    private UUID stored(UUID uploader, long prefix) {
        var id = new UUID(prefix, ThreadLocalRandom.current().nextLong());
        sql.sql("INSERT INTO file (id, state, uploader_id) VALUES (:id, 'READY', :uploader)").param("id", id)
                .param("uploader", uploader).update();
        return id;
    }

    private void lock(UUID file, String patience) {
        assertThat(sql.sql(LOCK + patience).param("id", file).query(UUID.class).single()).isEqualTo(file);
    }

    private boolean holdsUpAnother() {
        return sql.sql("""
                SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))""")
                .query(Boolean.class).single();
    }
}
