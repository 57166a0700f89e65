package dev.lethe.contact;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import dev.lethe.events.AnswerEvent;
import dev.lethe.events.Event;
import dev.lethe.events.NoticeEvent;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// The key of look-ups, and an ear for what the service publishes.
@TestConfiguration
public class ContactSuite {
    /// What was heard on one topic, oldest first.
    public record Heard(String topic, List<Event> events) implements EventConsumer {
        @Override
        public void on(ReceivedEvent received) {
            events.add(received.event());
        }
    }

    @Bean
    Heard notices(Keyholders keyholders) {
        new KeyCreation(keyholders).create(Vault.PHONE_INDEX_SUBJECT, Set.of(Reader.PHONE_INDEX));
        return new Heard(NoticeEvent.TOPIC, new CopyOnWriteArrayList<>());
    }

    @Bean
    Heard answers() {
        return new Heard(AnswerEvent.TOPIC, new CopyOnWriteArrayList<>());
    }
}
