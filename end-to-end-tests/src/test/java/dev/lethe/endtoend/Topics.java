package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The suite's topics, seen from outside: what was published, and publishing it once more.
final class Topics {

    private Topics() {
    }

    /// Every record of every topic.
    static List<ConsumerRecord<String, byte[]>> everything() throws Exception {
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Running.suite().bootstrapServers(), "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    /// Publishes records again as they were, and waits until every service has read to the end.
    static void repeat(List<ConsumerRecord<String, byte[]>> records) throws Exception {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Running.suite().bootstrapServers(), "acks", "all"),
                new StringSerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<String, byte[]> record : records) {
                producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(),
                        record.headers())).get();
            }
        }
        awaitConsumed();
    }

    /// Waits until the positions of all services are at the ends of their topics.
    static void awaitConsumed() throws Exception {
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Running.suite().bootstrapServers()), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            eventually(Duration.ofSeconds(60), () -> {
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                for (String service : Stores.SERVICES) {
                    assertThat(behind(service, ends)).as(service).isEmpty();
                }
            });
        }
    }

    private static List<String> behind(String service, Map<TopicPartition, Long> ends) throws SQLException {
        List<String> behind = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (end.getValue() > 0 && Stores.count(service, """
                    select count(*) from inbox_position where topic = ? and partition = ? and next_offset < ?""",
                    end.getKey().topic(), end.getKey().partition(), end.getValue()) > 0) {
                behind.add(end.getKey() + " before " + end.getValue());
            }
        }
        return behind;
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Running.suite().bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get().stream().filter(name -> name.startsWith("lethe."))
                    .collect(Collectors.toSet());
            return topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        }
    }
}
