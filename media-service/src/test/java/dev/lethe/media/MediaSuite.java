package dev.lethe.media;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import dev.lethe.events.AnswerEvent;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// An ear for what the service publishes.
@TestConfiguration
public class MediaSuite {
    /// What was heard on one topic, oldest first.
    public record Heard(String topic, List<Event> events) implements EventConsumer {
        @Override
        public void on(ReceivedEvent received) {
            events.add(received.event());
        }
    }

    @Bean
    Heard answers() {
        return new Heard(AnswerEvent.TOPIC, new CopyOnWriteArrayList<>());
    }
}
