package dev.lethe.media.removal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Metrics;

import dev.lethe.media.blob.BlobStore;

/// Collects bytes without a row, as a crash leaves them. Rows come before bytes, so a day is more than enough.
///
/// A wrong or older database has no row of anything, so there is a valve: while the [StoreTie] does not hold, or when
/// more than one blob in a hundred would go (but a hundred always may), nothing goes until an operator releases it.
@Component
class StrayBlobs {

    private static final Logger LOG = LoggerFactory.getLogger(StrayBlobs.class);
    private static final Duration AGE = Duration.ofHours(24);
    private static final int BATCH = 500;
    private static final long ALWAYS = 100;
    private static final long ONE_IN = 100;

    private final JdbcClient jdbc;
    private final BlobStore blobs;
    private final StoreTie tie;
    private final Clock clock;

    StrayBlobs(JdbcClient jdbc, BlobStore blobs, StoreTie tie, Clock clock) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.tie = tie;
        this.clock = clock;
    }

    /// How many blobs are old enough, and how many of them have no row.
    private record Tally(long old, long stray) {

        long allowed() {
            return Math.max(ALWAYS, old / ONE_IN);
        }
    }

    /// One round over the whole store.
    ///
    /// @return how many were collected
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    long collect() {
        if (tie.isReleased()) {
            return collectReleased();
        }
        var tally = count();
        if (!tie.holds()) {
            return held("the database is not that of the store of blobs, or older: look which one is wrong");
        }
        if (tally.stray() > tally.allowed()) {
            return held("%d of %d blobs have no row".formatted(tally.stray(), tally.old()));
        }
        return told(delete(tally.allowed()));
    }

    private static long held(String why) {
        Metrics.counter("lethe.blob.stray.held").increment();
        LOG.error("no blob is collected until an operator releases them: {}", why);
        return 0;
    }

    /// Carries out what an operator released.
    ///
    /// @return how many were collected
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    long collectReleased() {
        if (!tie.isReleased() || !tie.holds()) {
            return 0;
        }
        long collected = told(delete(Long.MAX_VALUE));
        tie.end();
        return collected;
    }

    private Tally count() {
        var tally = new long[2];
        inBatches(batch -> {
            tally[0] += batch.size();
            tally[1] += strays(batch).size();
        });
        return new Tally(tally[0], tally[1]);
    }

    private long delete(long allowed) {
        var left = new long[] {allowed};
        inBatches(batch -> left[0] -= strays(batch).stream().limit(left[0]).filter(blobs::delete).count());
        return allowed - left[0];
    }

    private void inBatches(Consumer<List<UUID>> work) {
        try (var old = blobs.untouchedSince(clock.instant().minus(AGE))) {
            var batch = new ArrayList<UUID>(BATCH);
            for (var ids = old.iterator(); ids.hasNext();) {
                batch.add(ids.next());
                if (batch.size() == BATCH || !ids.hasNext()) {
                    work.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
        }
    }

    private List<UUID> strays(List<UUID> batch) {
        var known = new HashSet<>(jdbc.sql("select id from file where id = any(cast(:ids as uuid[]))")
                .param("ids", batch.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, line) -> row.getObject("id", UUID.class)).list());
        return batch.stream().filter(id -> !known.contains(id)).toList();
    }

    private static long told(long collected) {
        if (collected > 0) {
            LOG.info("collected {} blobs without a row", collected);
        }
        return collected;
    }
}
