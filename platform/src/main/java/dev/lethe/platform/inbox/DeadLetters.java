package dev.lethe.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records that no consumer could take, kept in the database so that they are visible, replayable and erasable.
public final class DeadLetters {

    private static final int MAX_PAYLOAD = 1 << 20;

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

    /// Keeps the record, unless it is about an erased account: of those nothing is kept.
    void bury(ConsumerRecord<String, byte[]> record, String reason) {
        UUID subject = subject(record.key());
        if (subject != null && isErased.test(subject)) {
            return;
        }
        byte[] payload = record.value() == null || record.value().length > MAX_PAYLOAD ? new byte[0] : record.value();
        jdbc.sql("""
                insert into dead_letter (topic, partition, position, subject, type, payload, reason)
                values (:topic, :partition, :position, :subject, :type, :payload, :reason)""")
                .param("topic", record.topic()).param("partition", record.partition())
                .param("position", record.offset()).param("subject", subject)
                .param("type", header(record, "ce_type")).param("payload", payload).param("reason", reason).update();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable UUID subject(@Nullable String key) {
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
