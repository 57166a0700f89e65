package dev.lethe.test.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/// What tests may rely on, whichever form Kafka has.
abstract class BrokerContract {
    abstract Broker broker();

    @Test
    void keepsTheOrderOfAKey() throws Exception {
        var topic = newTopic();

        send(topic, List.of("one", "two", "three"));

        assertThat(read(topic, 3)).containsExactly("one", "two", "three");
    }

    @Test
    void servesAGroupFromItsCommittedPosition() throws Exception {
        var topic = newTopic();
        send(topic, List.of("one", "two"));

        var first = readAs("group-" + topic, topic, 2);
        send(topic, List.of("three"));

        assertThat(first).containsExactly("one", "two");
        assertThat(readAs("group-" + topic, topic, 1)).containsExactly("three");
    }

    private String newTopic() throws Exception {
        var topic = "contract-" + UUID.randomUUID();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        return topic;
    }

    private void send(String topic, List<String> values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker().bootstrapServers(),
                "enable.idempotence", "true", "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (var value : values)
                producer.send(new ProducerRecord<>(topic, "key", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private List<String> read(String topic, int count) {
        return readAs("group-" + UUID.randomUUID(), topic, count);
    }

    private List<String> readAs(String group, String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker().bootstrapServers(),
                "group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            for (int poll = 0; poll < 60 && values.size() < count; poll++)
                consumer.poll(Duration.ofMillis(500)).forEach(each -> values.add(each.value()));
            consumer.commitSync();
        }
        return values;
    }
}
