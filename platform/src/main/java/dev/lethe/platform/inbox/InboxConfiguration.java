package dev.lethe.platform.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.platform.configuration.ServiceProperties;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.platform.subject.Subjects;

/// One reader for all consumers of a service.
@AutoConfiguration(after = {KafkaAutoConfiguration.class, SubjectConfiguration.class}, afterName = {
    "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
    "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"})
@ConditionalOnClass({KafkaConsumer.class, KafkaProperties.class})
@ConditionalOnBean(JdbcClient.class)
public class InboxConfiguration {

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Subjects subjects) {
        return new DeadLetters(jdbc, subjects::isErased);
    }

    @Bean
    InboxHealth inboxHealthIndicator(DeadLetters deadLetters) {
        return new InboxHealth(deadLetters);
    }

    @Bean
    InboxLoop inboxLoop(List<EventConsumer> consumers, DeadLetters deadLetters, JdbcClient jdbc,
            PlatformTransactionManager transactions, JsonMapper json, KafkaProperties kafka,
            ServiceProperties service, Subjects subjects, MeterRegistry meters) {
        InboxPositions positions = new InboxPositions(jdbc);
        EventDispatch dispatch = new EventDispatch(consumers, positions, deadLetters,
                new TransactionTemplate(transactions), json, subjects::isErased, meters);
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, service.name());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new InboxLoop(dispatch,
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()), positions);
    }
}
