package dev.lethe.media.removal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.media.blob.BlobStore;

/// Collects bytes without a row, as a restored database leaves them. Rows come before bytes, so a day is more than enough.
@Component
class StrayBlobs {

    private static final Logger LOG = LoggerFactory.getLogger(StrayBlobs.class);
    private static final Duration AGE = Duration.ofHours(24);
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final BlobStore blobs;
    private final Clock clock;

    StrayBlobs(JdbcClient sql, BlobStore blobs, Clock clock) {
        this.sql = sql;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// One round over the whole store.
    ///
    /// @return how many were collected
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    int collect() {
        int collected = 0;
        try (var old = blobs.untouchedSince(clock.instant().minus(AGE))) {
            var batch = new ArrayList<UUID>(BATCH);
            for (var ids = old.iterator(); ids.hasNext();) {
                batch.add(ids.next());
                if (batch.size() == BATCH || !ids.hasNext()) {
                    collected += collect(batch);
                    batch.clear();
                }
            }
        }
        if (collected > 0) {
            LOG.info("collected {} blobs without a row", collected);
        }
        return collected;
    }

    private int collect(List<UUID> batch) {
        var known = new HashSet<>(sql.sql("SELECT id FROM file WHERE id = ANY(CAST(:ids AS uuid[]))")
                .param("ids", batch.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, line) -> row.getObject("id", UUID.class)).list());
        return (int) batch.stream().filter(id -> !known.contains(id)).filter(blobs::delete).count();
    }
}
