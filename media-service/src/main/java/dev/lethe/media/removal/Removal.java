package dev.lethe.media.removal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobStoreException;
import dev.lethe.media.quota.StorageQuota;
import dev.lethe.platform.failpoint.Failpoints;

/// Deletes the bytes of doomed files, then their rows: a crash in between leaves a row that tries again, never bytes.
/// Rows are taken by chance, so that many whose bytes cannot be deleted hold up no others.
@Component
public class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
    private static final int BATCH = 100;

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final BlobStore blobs;
    private final StorageQuota quota;

    Removal(JdbcClient sql, TransactionOperations transactions, BlobStore blobs, StorageQuota quota) {
        this.sql = sql;
        this.transactions = transactions;
        this.blobs = blobs;
        this.quota = quota;
    }

    /// Works the queue off. Replicas share it; what one erasure doomed is left to that erasure, which counts it.
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1S")
    public void removeDoomed() {
        Integer removed;
        do {
            removed = transactions.execute(status -> remove(sql.sql("""
                    SELECT id FROM file WHERE state = 'DOOMED' AND doomed_for IS NULL
                    ORDER BY random() LIMIT :limit FOR UPDATE SKIP LOCKED
                    """).param("limit", BATCH).query((row, line) -> row.getObject("id", UUID.class)).list()));
        } while (removed != null && removed == BATCH);
    }

    /// Removes a batch of what an account's erasure doomed.
    ///
    /// @return how many files went, 0 only when none is left
    /// @throws RuntimeException when not one of those that are left can be deleted
    @Transactional(propagation = Propagation.MANDATORY)
    public int removeDoomedFor(UUID erased, int limit) {
        return remove(sql.sql("""
                SELECT id FROM file WHERE id IN (
                    SELECT id FROM file WHERE state = 'DOOMED' AND doomed_for = :erased ORDER BY random() LIMIT :limit)
                ORDER BY id FOR UPDATE
                """).param("erased", erased).param("limit", limit).query((row, line) -> row.getObject("id", UUID.class))
                .list());
    }

    private int remove(List<UUID> files) {
        if (files.isEmpty()) {
            return 0;
        }
        List<UUID> gone = deleteBytes(files);
        Failpoints.reach("media.removal-bytes-gone");
        var charges = sql.sql("""
                DELETE FROM file WHERE id = ANY(CAST(:files AS uuid[]))
                RETURNING uploader_id, coalesce(size, -1) AS size
                """).param("files", gone.stream().map(UUID::toString).toArray(String[]::new))
                .query(Removal::charge).list();
        quota.remove(charges.stream().flatMap(Optional::stream).toList());
        return charges.size();
    }

    // Files whose upload never ended, or whose uploader was erased, count for nobody.
    private static Optional<StorageQuota.Charge> charge(ResultSet row, int line) throws SQLException {
        var uploader = row.getObject("uploader_id", UUID.class);
        long size = row.getLong("size");
        return uploader == null || size < 0 ? Optional.empty() : Optional.of(new StorageQuota.Charge(uploader, size));
    }

    /// @return those whose bytes are gone; when there is not one, the store's failure is thrown
    private List<UUID> deleteBytes(List<UUID> files) {
        var gone = new ArrayList<UUID>();
        BlobStoreException failure = null;
        for (UUID file : files) {
            try {
                blobs.delete(file);
                gone.add(file);
            } catch (BlobStoreException e) {
                failure = e;
            }
        }
        if (failure != null) {
            if (gone.isEmpty()) {
                throw failure;
            }
            LOG.warn("{} of {} blobs could not be deleted yet", files.size() - gone.size(), files.size());
        }
        return gone;
    }
}
