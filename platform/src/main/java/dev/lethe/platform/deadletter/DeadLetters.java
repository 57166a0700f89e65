package dev.lethe.platform.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The dead letters of a service.
public final class DeadLetters {

    private static final int MAX_PAYLOAD = 1 << 20;

    /// What an operator is shown: no account, no content.
    ///
    /// @param partition -1 when it never reached the topic
    record Line(UUID id, String topic, int partition, long position, String type, String reason, Instant buriedAt) {}

    private final JdbcClient jdbc;
    private final Predicate<UUID> isErased;

    DeadLetters(JdbcClient jdbc, Predicate<UUID> isErased) {
        this.jdbc = jdbc;
        this.isErased = isErased;
    }

    /// How many wait for an operator.
    public long count() {
        return jdbc.sql("select count(*) from dead_letter").query(Long.class).single();
    }

    /// Keeps the letter, in the caller's transaction, unless its account is erased: of those nothing is kept. Nor is the
    /// content of a letter of which nobody knows whose it is.
    public void bury(DeadLetter letter, String reason) {
        if (letter.account() != null && isErasedUnderLock(letter.account())) {
            return;
        }
        boolean isKept = letter.account() != null && letter.payload().length <= MAX_PAYLOAD;
        OffsetDateTime recordedAt = letter.recordedAt() == null ? null : letter.recordedAt().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into dead_letter (topic, partition, position, subject, type, payload, reason, event_id, source,
                    recorded_at)
                values (:topic, :partition, :position, cast(:account as uuid), :type, :payload, :reason,
                    cast(:eventId as uuid), :source, cast(:recordedAt as timestamptz))""")
                .param("topic", letter.topic()).param("partition", letter.partition())
                .param("position", letter.position()).param("account", letter.account())
                .param("type", letter.type()).param("payload", isKept ? letter.payload() : new byte[0])
                .param("reason", reason).param("eventId", letter.eventId()).param("source", letter.source())
                .param("recordedAt", recordedAt).update();
    }

    /// Under the lock that each batch of an erasure holds: a letter that is buried beside one is seen by it, or sees it.
    private boolean isErasedUnderLock(UUID account) {
        jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", account.getMostSignificantBits()).query()
                .singleRow();
        return isErased.test(account);
    }

    /// The oldest thousand.
    List<Line> list() {
        return jdbc.sql("""
                select id, topic, partition, position, type, reason, buried_at from dead_letter
                order by buried_at, position limit 1000""")
                .query((row, _) -> new Line(row.getObject(1, UUID.class), row.getString(2), row.getInt(3),
                        row.getLong(4), row.getString(5), row.getString(6), instant(row, 7)))
                .list();
    }

    /// Takes the letter out, in the caller's transaction; nothing when it is gone already.
    Optional<DeadLetter> take(UUID id) {
        return jdbc.sql("""
                delete from dead_letter where id = :id
                returning topic, partition, position, subject, type, payload, event_id, source,
                    coalesce(recorded_at, buried_at)""").param("id", id)
                .query((row, _) -> new DeadLetter(row.getString(1), row.getInt(2), row.getLong(3),
                        row.getObject(4, UUID.class), row.getString(5), row.getBytes(6),
                        row.getObject(7, UUID.class), textOf(row.getString(8)), instant(row, 9)))
                .optional();
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
