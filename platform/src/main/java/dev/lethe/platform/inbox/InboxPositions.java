package dev.lethe.platform.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where this service stands on each partition; kept beside what the events did.
final class InboxPositions {

    /// A place in a log.
    ///
    /// @param last the event before it; null when that is not known
    /// @param stopped why nothing is read until an operator agrees; null while all is well
    record Position(long next, @Nullable UUID last, @Nullable String stopped) {}

    private final JdbcClient jdbc;
    private final Set<String> shared;

    InboxPositions(JdbcClient jdbc) {
        this(jdbc, Set.of());
    }

    /// @param shared topics that another reader of this service reads, too, under their plain names
    InboxPositions(JdbcClient jdbc, Set<String> shared) {
        this.jdbc = jdbc;
        this.shared = shared;
    }

    OptionalLong next(String topic, int partition) {
        Position position = of(Set.of(topic)).get(new TopicPartition(topic, partition));
        return position == null ? OptionalLong.empty() : OptionalLong.of(position.next());
    }

    Map<TopicPartition, Position> of(Collection<String> topics) {
        Map<TopicPartition, Position> found = new HashMap<>();
        for (String topic : topics) {
            jdbc.sql("select partition, next_offset, last_event_id, stopped from inbox_position where topic = :topic")
                    .param("topic", name(topic)).query(row -> {
                        found.put(new TopicPartition(topic, row.getInt(1)),
                                new Position(row.getLong(2), row.getObject(3, UUID.class), row.getString(4)));
                    });
        }
        return found;
    }

    /// Moves past the record if nobody else has; locks the row until the commit.
    ///
    /// @return false if another replica was faster: the event's effect is there already
    boolean advance(ConsumerRecord<String, byte[]> record) {
        return jdbc.sql("""
                insert into inbox_position as p (topic, partition, next_offset, last_event_id)
                values (:topic, :partition, :next, cast(:last as uuid))
                on conflict (topic, partition) do update
                set next_offset = excluded.next_offset, last_event_id = excluded.last_event_id
                where p.next_offset < excluded.next_offset and p.stopped is null""")
                .param("topic", name(record.topic())).param("partition", record.partition())
                .param("next", record.offset() + 1).param("last", EventReader.id(record)).update() == 1;
    }

    /// Nothing of the partition is taken any more.
    void stop(TopicPartition partition, String reason) {
        jdbc.sql("""
                update inbox_position set stopped = coalesce(stopped, :reason)
                where topic = :topic and partition = :partition""").param("reason", reason)
                .param("topic", name(partition.topic())).param("partition", partition.partition()).update();
    }

    /// An operator agrees to go on from there.
    void readOn(TopicPartition partition, long from) {
        jdbc.sql("""
                update inbox_position set next_offset = :from, last_event_id = null, stopped = null
                where topic = :topic and partition = :partition and stopped is not null""").param("from", from)
                .param("topic", name(partition.topic())).param("partition", partition.partition()).update();
    }

    private String name(String topic) {
        return shared.contains(topic) ? topic + "/others" : topic;
    }
}
