package dev.lethe.key.epoch;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.key.KeyholderProperties;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.vault.HolderCalls;

/// Gives each bucket that lost a share another key, wraps its other shares again and destroys the old key. Reads go on
/// meanwhile, for both keys are there until the last step. Killed anywhere, it goes on where it was.
@Component
class EpochRotation {

    private static final Logger LOG = LoggerFactory.getLogger(EpochRotation.class);
    private static final int BATCH = 200;

    private record Row(UUID subject, String reader, Wrapping.Wrapped wrapped) {}

    private final EpochKeys keys;
    private final EpochState state;
    private final Wrapping wrapping;
    private final BrokenShares broken;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KeyholderProperties properties;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    EpochRotation(EpochKeys keys, EpochState state, Wrapping wrapping, BrokenShares broken, JdbcClient jdbc,
            TransactionTemplate transaction, KeyholderProperties properties, Clock clock, MeterRegistry meters) {
        this.keys = keys;
        this.state = state;
        this.wrapping = wrapping;
        this.broken = broken;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        meters.gauge("lethe.keyholder.epoch", keys, EpochKeys::epoch);
    }

    /// Rotates when the epoch is over, and finishes what a killed process began.
    @Scheduled(fixedDelay = 60, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void rotateIfDue() {
        var over = state.read().startedAt().plus(properties.epochLength());
        if (!keys.rotating().isEmpty() || !clock.instant().isBefore(over)) {
            rotate();
        }
    }

    HolderCalls.Rotated rotate() {
        running.lock();
        try {
            transaction.executeWithoutResult(_ -> begin());
            Failpoints.reach("key.after-epoch-begin");
            var buckets = keys.rotating();
            var wrapped = 0L;
            do {
                wrapped += wrapAll(buckets);
            } while (!Boolean.TRUE.equals(transaction.execute(_ -> finish(buckets))));
            broken.tell();
            LOG.info("Epoch {} began: {} buckets have another key", keys.epoch(), buckets.size());
            return new HolderCalls.Rotated(keys.epoch(), buckets.size(), wrapped, clock.instant());
        } finally {
            running.unlock();
        }
    }

    /// New keys are durable before any put can wrap with them: puts hold the row that is locked here.
    private void begin() {
        var before = state.lock();
        var isNew = keys.rotating().isEmpty();
        if (!isNew && before.epoch() == keys.epoch()) {
            return;
        }
        var epoch = isNew ? Math.max(before.epoch(), keys.epoch()) + 1 : keys.epoch();
        keys.begin(epoch, dirty(epoch));
        Failpoints.reach("key.after-epoch-file");
        state.advance(epoch);
    }

    private long wrapAll(Collection<Integer> buckets) {
        long wrapped = 0;
        while (true) {
            Integer batch = transaction.execute(_ -> wrapBatch(buckets));
            if (batch == null || batch == 0) {
                return wrapped;
            }
            wrapped += batch;
            Failpoints.reach("key.after-rewrap-batch");
        }
    }

    private int wrapBatch(Collection<Integer> buckets) {
        var rows = jdbc.sql("""
                select subject, reader, bucket, epoch, wrapped from share where bucket = any(?::int[]) and epoch < ?
                and not broken limit ? for update""").param(array(buckets)).param(keys.epoch()).param(BATCH)
                .query((row, _) -> new Row(row.getObject(1, UUID.class), row.getString(2),
                        new Wrapping.Wrapped(row.getInt(3), row.getLong(4), row.getBytes(5))))
                .list();
        rows.forEach(this::wrapAgain);
        return rows.size();
    }

    private void wrapAgain(Row row) {
        var share = wrapping.unwrap(row.subject(), row.reader(), row.wrapped());
        if (share.isEmpty()) {
            broken.note(row.subject(), row.reader());
            return;
        }
        var wrapped = wrapping.wrap(row.subject(), row.reader(), share.get());
        jdbc.sql("update share set wrapped = ?, epoch = ? where subject = ? and reader = ?")
                .params(wrapped.bytes(), wrapped.epoch(), row.subject(), row.reader()).update();
    }

    /// The old keys go only when, with puts kept away, no row is left that needs them.
    private boolean finish(Collection<Integer> buckets) {
        state.lock();
        var left = jdbc.sql("select count(*) from share where bucket = any(?::int[]) and epoch < ? and not broken")
                .param(array(buckets))
                .param(keys.epoch()).query(Long.class).single();
        if (left > 0) {
            return false;
        }
        keys.finish();
        Failpoints.reach("key.after-epoch-keys-destroyed");
        jdbc.sql("delete from dirty_bucket where bucket = any(?::int[]) and epoch < ?").param(array(buckets))
                .param(keys.epoch()).update();
        return true;
    }

    private List<Integer> dirty(long before) {
        return jdbc.sql("select bucket from dirty_bucket where epoch < ?").param(before)
                .query((row, _) -> row.getInt(1)).list();
    }

    private static Integer[] array(Collection<Integer> buckets) {
        return buckets.toArray(Integer[]::new);
    }
}
