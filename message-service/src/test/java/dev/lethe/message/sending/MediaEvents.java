package dev.lethe.message.sending;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.MediaEvent;

/// What the service has published about files.
public final class MediaEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MediaEvents() {
    }

    /// In the order of the topic, as words.
    public static List<String> of(Environment environment, UUID file) {
        Map<String, Object> settings = Map.of("bootstrap.servers",
                environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
        List<String> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(MediaEvent.TOPIC)
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long left = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
            while (left > 0) {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofSeconds(5))) {
                    left--;
                    if (file.toString().equals(entry.key())) {
                        found.add(words(entry));
                    }
                }
            }
        }
        return found;
    }

    private static String words(ConsumerRecord<String, byte[]> entry) {
        String type = new String(entry.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        JsonNode event = JSON.readTree(entry.value());
        return type.replace("media.references-", "") + " " + event.path("holdings")
                .valueStream()
                .map(holding -> holding.path("holderId").asString() + " " + holding.path("messageId").asString())
                .collect(Collectors.joining(", "));
    }
}
