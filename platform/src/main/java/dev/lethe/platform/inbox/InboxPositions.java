package dev.lethe.platform.inbox;

import java.util.OptionalLong;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Where this service stands on each partition; kept beside what the events did.
final class InboxPositions {

    private final JdbcClient jdbc;

    InboxPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    OptionalLong next(String topic, int partition) {
        return jdbc.sql("select next_offset from inbox_position where topic = :topic and partition = :partition")
                .param("topic", topic).param("partition", partition).query(Long.class).optional()
                .map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /// Moves past `offset` if nobody else has; locks the row until the commit.
    ///
    /// @return false if another replica was faster: the event's effect is there already
    boolean advance(String topic, int partition, long offset) {
        return jdbc.sql("""
                insert into inbox_position as p (topic, partition, next_offset)
                values (:topic, :partition, :next)
                on conflict (topic, partition) do update set next_offset = excluded.next_offset
                where p.next_offset < excluded.next_offset""").param("topic", topic).param("partition", partition)
                .param("next", offset + 1).update() == 1;
    }
}
