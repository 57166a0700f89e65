package dev.lethe.test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;

/// Publishes events in the name of other services, as their outbox would.
public final class TestEvents implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final JsonMapper json;

    TestEvents(String bootstrapServers, JsonMapper json) {
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
        this.json = json;
    }

    /// Publishes under a new event id, which it returns; back when the broker has it.
    public UUID publish(String source, Event event) {
        var id = UUID.randomUUID();
        publish(source, id, event);
        return id;
    }

    /// Publishes under a given event id, to repeat a delivery.
    public void publish(String source, UUID id, Event event) {
        var entry = new ProducerRecord<>(event.topic(), event.subject().toString(), json.writeValueAsBytes(event));
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", EventTypes.nameOf(event.getClass()));
        headers.put("ce_source", "/" + source);
        headers.put("ce_subject", event.subject().toString());
        headers.put("ce_time", Clock.systemUTC().instant().toString());
        headers.put("content-type", "application/json");
        headers.forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(entry).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("not published: " + event.topic(), failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
