package dev.lethe.message.stream;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

import dev.lethe.events.EventTypes;
import dev.lethe.events.MailboxEvent;

/// The headers of wake-ups: CloudEvents' as on every topic, and which replica it was, for that one knows already.
final class WakeForm {
    private static final String REPLICA = "replica";

    private final byte[] replica = bytes(UUID.randomUUID().toString());
    private final String source;
    private final Clock clock;

    WakeForm(String service, Clock clock) {
        this.source = "/" + service;
        this.clock = clock;
    }

    List<Header> headers(MailboxEvent event) {
        return List.of(header("ce_specversion", "1.0"), header("ce_id", UUID.randomUUID().toString()),
                header("ce_type", EventTypes.nameOf(event.getClass())), header("ce_source", source),
                header("ce_subject", event.subject().toString()), header("ce_time", clock.instant().toString()),
                header("content-type", "application/json"), new RecordHeader(REPLICA, replica));
    }

    boolean isOwn(Headers headers) {
        Header sender = headers.lastHeader(REPLICA);
        return sender != null && Arrays.equals(sender.value(), replica);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
