package dev.lethe.platform.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.events.DeletionEvent;
import dev.lethe.platform.configuration.ServiceProperties;
import dev.lethe.platform.deadletter.DeadLetterConfiguration;
import dev.lethe.platform.deadletter.DeadLetters;
import dev.lethe.platform.restore.RestoreStep;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.platform.subject.Subjects;

/// Three readers for the consumers of a service: one for what a person deleted, one for what else is never given up, one for all
/// others. Deletions wait for whoever holds a mailbox or a file, and erasures must not wait with them.
@AutoConfiguration(after = {KafkaAutoConfiguration.class, SubjectConfiguration.class, DeadLetterConfiguration.class},
        afterName = {"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"})
@ConditionalOnClass({KafkaConsumer.class, KafkaProperties.class})
@ConditionalOnBean(JdbcClient.class)
public class InboxConfiguration {

    @Bean
    EventReader eventReader(MeterRegistry meters) {
        return new EventReader(meters);
    }

    @Bean
    Effects effectsOfAll(List<EventConsumer> consumers, EventReader reader) {
        return new Effects(consumers, reader);
    }

    @Bean
    Inbox inbox(List<EventConsumer> consumers, DeadLetters deadLetters, JdbcClient jdbc,
            PlatformTransactionManager transactions, EventReader reader, KafkaProperties kafka,
            ServiceProperties service, Subjects subjects, MeterRegistry meters) {
        Function<InboxPositions, Function<Effects, EventDispatch>> dispatch = positions -> effects -> new EventDispatch(
                effects, positions, deadLetters, new TransactionTemplate(transactions), reader, subjects::isErased,
                meters);
        Effects deletions = effects(consumers, InboxConfiguration::hearsDeletions, reader);
        Effects steady = effects(consumers, it -> it.neverGivesUp() && !hearsDeletions(it), reader);
        Effects others = effects(consumers, it -> !it.neverGivesUp() && !hearsDeletions(it), reader);
        InboxPositions ofSteady = new InboxPositions(jdbc);
        InboxPositions ofOthers = new InboxPositions(jdbc, Set.copyOf(steady.topics()));
        return new Inbox(List.of(
                new InboxLoop(dispatch.apply(ofSteady).apply(deletions), deletions.topics(), false,
                        () -> consumer(kafka, service.name() + "-deletions"), ofSteady),
                new InboxLoop(dispatch.apply(ofSteady).apply(steady), steady.topics(), false,
                        () -> consumer(kafka, service.name() + "-steady"), ofSteady),
                new InboxLoop(dispatch.apply(ofOthers).apply(others), others.topics(), true,
                        () -> consumer(kafka, service.name()), ofOthers)));
    }

    private static boolean hearsDeletions(EventConsumer consumer) {
        return consumer.topic().equals(DeletionEvent.TOPIC);
    }

    private static Effects effects(List<EventConsumer> consumers, Predicate<EventConsumer> which, EventReader reader) {
        return new Effects(consumers.stream().filter(which).toList(), reader);
    }

    private static KafkaConsumer<String, byte[]> consumer(KafkaProperties kafka, String group) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a log that does not have what is asked for must not be read from elsewhere in silence
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// A restored database has read less than its topics have forgotten, perhaps: an operator who restores agrees to that.
    @Bean
    RestoreStep topicsAfterRestore(Inbox inbox) {
        return new RestoreStep() {
            @Override
            public String item() {
                return "partitions read on from the start of their logs";
            }

            @Override
            public long afterRestore() {
                return inbox.readOn().size();
            }
        };
    }

    @Bean
    InboxHealth inboxHealthIndicator(Inbox inbox) {
        return new InboxHealth(inbox);
    }

    /// The operator's door.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnProperty("lethe.internal.port")
    @Import(InboxController.class)
    static class Door {}
}
