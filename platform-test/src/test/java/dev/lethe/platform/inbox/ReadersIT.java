package dev.lethe.platform.inbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactsDeleted;
import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.TestPlatform;
import dev.lethe.platform.configuration.ServiceProperties;
import dev.lethe.platform.deadletter.DeadLetterConfiguration;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.test.broker.Broker;

class ReadersIT {

    /// After so many failures others give up.
    private static final int ONE_TOO_MANY = 7;

    /// Hears an event once it may go on, after some failures.
    private record Ear(String topic, boolean neverGivesUp, AtomicInteger failures, CountDownLatch free,
            CountDownLatch heard)
            implements
                EventConsumer {
        private Ear(String topic, boolean neverGivesUp, int failures) {
            this(topic, neverGivesUp, new AtomicInteger(failures), new CountDownLatch(1), new CountDownLatch(1));
        }

        @Override
        public void on(ReceivedEvent received) {
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("as it should");
            }
            heard.countDown();
        }

        private boolean hasHeard() {
            return heard.getCount() == 0;
        }
    }

    private static final Ear ERASURES = new Ear(AccountEvent.TOPIC, true, 0);
    private static final Ear DELETIONS = new Ear(DeletionEvent.TOPIC, true, ONE_TOO_MANY);
    private static final Ear NOTICES = new Ear(NoticeEvent.TOPIC, false, 0);

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, JacksonAutoConfiguration.class,
        KafkaAutoConfiguration.class, SubjectConfiguration.class, DeadLetterConfiguration.class,
        InboxConfiguration.class})
    @EnableConfigurationProperties(ServiceProperties.class)
    static class Service {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        EventConsumer erasures() {
            return ERASURES;
        }

        @Bean
        EventConsumer deletions() {
            return DELETIONS;
        }

        @Bean
        EventConsumer notices() {
            return NOTICES;
        }
    }

    @Test
    void noErasureWaitsForADeletionAndNoDeletionForANotice() throws Exception {
        UUID account = UUID.randomUUID();
        for (String topic : List.of(AccountEvent.TOPIC, DeletionEvent.TOPIC, NoticeEvent.TOPIC)) {
            TestPlatform.freshTopic(topic, 1);
        }
        try (var _ = service(TestPlatform.migrated())) {
            send(new ContactsDeleted(account, List.of()));
            send(new NoticePosted(account, UUID.randomUUID(), Kind.NEW_SESSION, new byte[1], null, null,
                    Instant.EPOCH, null));
            send(new ErasureCompleted(account, UUID.randomUUID(), Instant.EPOCH));

            ERASURES.free().countDown();
            eventually(() -> assertThat(ERASURES.hasHeard()).isTrue());
            DELETIONS.free().countDown();
            eventually(() -> assertThat(DELETIONS.hasHeard()).isTrue());

            assertThat(NOTICES.hasHeard()).isFalse();
        } finally {
            List.of(ERASURES, DELETIONS, NOTICES).forEach(it -> it.free().countDown());
        }
    }

    private static AutoCloseable service(TestPlatform platform) {
        var database = platform.database();
        return new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run(
                "--lethe.service.name=readers-service", "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + Broker.shared().bootstrapServers());
    }

    private static void send(Event event) {
        var record = new ProducerRecord<>(event.topic(), event.subject().toString(),
                TestPlatform.json().writeValueAsBytes(event));
        header(record, "ce_type", EventTypes.nameOf(event.getClass()));
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", "/test");
        header(record, "ce_time", "2026-01-01T00:00:00Z");
        try (Producer<String, byte[]> producer = TestPlatform.producer()) {
            var _ = producer.send(record);
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
