package dev.lethe.platform.deadletter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.platform.subject.Subjects;

/// Dead letters for each service that takes or publishes events, and their operator's door.
@AutoConfiguration(after = SubjectConfiguration.class, afterName = {
    "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
    "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
@ConditionalOnClass(name = "org.apache.kafka.clients.consumer.KafkaConsumer")
@ConditionalOnBean({JdbcClient.class, Subjects.class})
public class DeadLetterConfiguration {

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Subjects subjects) {
        return new DeadLetters(jdbc, subjects::isErased);
    }

    @Bean
    DeadLetterHealth deadLettersHealthIndicator(DeadLetters letters) {
        return new DeadLetterHealth(letters);
    }

    /// The operator's door.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnProperty("lethe.internal.port")
    static class Door {

        @Bean
        DeadLetterController deadLetterController(DeadLetters letters, ObjectProvider<DeadLetterReplay> replays,
                PlatformTransactionManager transactions, ObjectProvider<OperatorWitness> witness) {
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            return new DeadLetterController(letters,
                    new DeadLetterReplays(letters, replays.stream().toList(), transaction), transaction,
                    witness.getIfAvailable(() -> OperatorWitness.NONE));
        }
    }
}
