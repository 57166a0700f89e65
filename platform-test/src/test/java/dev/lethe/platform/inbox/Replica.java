package dev.lethe.platform.inbox;

import java.util.List;

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
import org.springframework.jdbc.core.simple.JdbcClient;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.platform.OwnProcess;
import dev.lethe.platform.configuration.ServiceProperties;
import dev.lethe.platform.deadletter.DeadLetterConfiguration;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.test.broker.Broker;
import dev.lethe.test.postgres.PostgresDatabase;

/// The program of one of several replicas of a service: the inbox as every service has it, and a consumer that writes
/// down what it took.
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, JacksonAutoConfiguration.class,
    KafkaAutoConfiguration.class, SubjectConfiguration.class, DeadLetterConfiguration.class, InboxConfiguration.class})
@EnableConfigurationProperties(ServiceProperties.class)
class Replica {

    static final String SERVICE = "storm-service";

    static OwnProcess on(PostgresDatabase database) {
        return OwnProcess.of(Replica.class, List.of("--lethe.service.name=" + SERVICE, "--logging.level.root=warn",
                "--spring.main.banner-mode=off", "--spring.main.keep-alive=true",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(), "--spring.datasource.hikari.maximum-pool-size=2",
                "--spring.datasource.hikari.connection-init-sql=set transaction_timeout = '20s'",
                "--spring.kafka.bootstrap-servers=" + Broker.shared().bootstrapServers()));
    }

    public static void main(String[] arguments) {
        OwnProcess.endWithParent();
        new SpringApplicationBuilder(Replica.class).web(WebApplicationType.NONE).run(arguments);
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    EventConsumer effects(JdbcClient jdbc) {
        return new EventConsumer() {
            @Override
            public String topic() {
                return DeletionEvent.TOPIC;
            }

            @Override
            public void on(ReceivedEvent received) {
                MessagesDeleted event = (MessagesDeleted) received.event();
                jdbc.sql("insert into effect (subject, number, taker) values (:subject, :number, :taker)")
                        .param("subject", event.ownerId()).param("number", event.ids().getFirst())
                        .param("taker", ProcessHandle.current().pid()).update();
            }
        };
    }
}
