package dev.lethe.key.epoch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The row that orders puts, destructions and rotations among each other. Locks hold to the end of the transaction.
@Repository
public class EpochState {

    /// How long after an epoch's length the last old key may live: a rotation takes that long at most.
    private static final Duration GRACE = Duration.ofHours(1);

    /// Where the epochs are.
    ///
    /// @param destroyed length of the list of destroyed subjects
    /// @param volume the epoch volume of this database; null in databases from before volumes had names
    public record State(long epoch, Instant startedAt, long destroyed, @Nullable UUID volume) {

        /// When all keys are gone that wrapped what is destroyed in this epoch.
        public Instant endsAt(Duration length) {
            return startedAt.plus(length).plus(GRACE);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    EpochState(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps the epoch from changing.
    public void hold() {
        var _ = query("for share").orElseThrow();
    }

    /// Keeps puts, destructions and rotations away.
    public State lock() {
        return query("for update").orElseThrow();
    }

    public State read() {
        return query("").orElseThrow();
    }

    public void countDestroyed(int more) {
        jdbc.sql("update epoch_state set destroyed_count = destroyed_count + ?").param(more).update();
    }

    /// Notes that a bucket lost a share while this epoch ran.
    public void markDirty(int bucket, long epoch) {
        jdbc.sql("""
                insert into dirty_bucket (bucket, epoch) values (?, ?)
                on conflict (bucket) do update set epoch = greatest(dirty_bucket.epoch, excluded.epoch)""")
                .params(bucket, epoch).update();
    }

    Optional<State> find() {
        return query("");
    }

    void create(EpochKeys keys) {
        jdbc.sql("insert into epoch_state (current_epoch, started_at, destroyed_count, volume) values (?, ?, 0, ?)")
                .params(keys.epoch(), now(), keys.volume()).update();
    }

    /// Ties the database to its volume for good.
    void tie(UUID volume) {
        jdbc.sql("update epoch_state set volume = ?").param(volume).update();
    }

    void advance(long epoch) {
        jdbc.sql("update epoch_state set current_epoch = ?, started_at = ?").params(epoch, now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private Optional<State> query(String lock) {
        return jdbc.sql("select current_epoch, started_at, destroyed_count, volume from epoch_state " + lock)
                .query((row, _) -> new State(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getLong(3), row.getObject(4, UUID.class)))
                .optional();
    }
}
