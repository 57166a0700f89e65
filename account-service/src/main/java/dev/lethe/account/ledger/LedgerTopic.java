package dev.lethe.account.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import dev.lethe.events.LedgerEvent;

/// Tells whether everything that stood in the ledger's topic at start has been read.
@Component
class LedgerTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaAdmin admin;
    private final JdbcClient jdbc;

    LedgerTopic(KafkaAdmin admin, JdbcClient jdbc) {
        this.admin = admin;
        this.jdbc = jdbc;
    }

    /// Throws while the broker does not answer.
    boolean isRead() {
        Admin client = Admin.create(new HashMap<>(admin.getConfigurationProperties()));
        try {
            return ends(client).entrySet().stream()
                    .allMatch(it -> it.getValue() == 0 || position(it.getKey()) >= it.getValue());
        } finally {
            client.close(Duration.ZERO);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin client) {
        try {
            var topic = client.describeTopics(List.of(LedgerEvent.TOPIC)).allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).values().iterator().next();
            Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream().collect(Collectors
                    .toMap(it -> new TopicPartition(LedgerEvent.TOPIC, it.partition()), _ -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends = client.listOffsets(asked).all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return ends.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw new IllegalStateException("the broker does not answer", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long position(TopicPartition partition) {
        return jdbc.sql("SELECT next_offset FROM inbox_position WHERE topic = ? AND partition = ?")
                .param(partition.topic()).param(partition.partition()).query(Long.class).optional().orElse(0L);
    }
}
