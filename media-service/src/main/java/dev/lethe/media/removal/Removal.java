package dev.lethe.media.removal;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.media.blob.BlobStore;
import dev.lethe.platform.failpoint.Failpoints;

/// Deletes the bytes of doomed files, then their rows: a crash in between leaves a row that tries again, never bytes.
@Component
public class Removal {

    private static final int BATCH = 100;

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final BlobStore blobs;

    Removal(JdbcClient sql, TransactionOperations transactions, BlobStore blobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /// Works the queue off. Replicas share it; what one erasure doomed is left to that erasure, which counts it.
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1S")
    public void removeDoomed() {
        Integer removed;
        do {
            removed = transactions.execute(status -> remove(sql.sql("""
                    SELECT id FROM file WHERE state = 'DOOMED' AND doomed_for IS NULL
                    ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                    """).param("limit", BATCH).query((row, line) -> row.getObject("id", UUID.class)).list()));
        } while (removed != null && removed == BATCH);
    }

    /// Removes a batch of what an account's erasure doomed.
    ///
    /// @return how many files went
    @Transactional(propagation = Propagation.MANDATORY)
    public int removeDoomedFor(UUID erased, int limit) {
        return remove(sql.sql("""
                SELECT id FROM file WHERE state = 'DOOMED' AND doomed_for = :erased
                ORDER BY id LIMIT :limit FOR UPDATE
                """).param("erased", erased).param("limit", limit).query((row, line) -> row.getObject("id", UUID.class))
                .list());
    }

    private int remove(List<UUID> files) {
        if (files.isEmpty()) {
            return 0;
        }
        files.forEach(blobs::delete);
        Failpoints.reach("media.removal-bytes-gone");
        return sql.sql("DELETE FROM file WHERE id = ANY(CAST(:files AS uuid[]))")
                .param("files", files.stream().map(UUID::toString).toArray(String[]::new)).update();
    }
}
