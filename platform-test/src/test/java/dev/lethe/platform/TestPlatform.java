package dev.lethe.platform;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.zaxxer.hikari.HikariDataSource;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.Eventually;
import dev.lethe.test.broker.Broker;
import dev.lethe.test.postgres.PostgresDatabase;
import dev.lethe.test.postgres.PostgresServer;

/// A migrated database and a broker for tests of the platform's mechanisms.
public final class TestPlatform {

    private final PostgresDatabase database;
    private final DataSource dataSource;

    private TestPlatform(PostgresDatabase database, DataSource dataSource) {
        this.database = database;
        this.dataSource = dataSource;
    }

    /// A fresh database with the platform's tables.
    public static TestPlatform migrated() {
        PostgresDatabase database = PostgresServer.shared().newDatabase();
        Flyway.configure().dataSource(database.url(), database.username(), database.password())
                .locations("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject").load().migrate();
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database.dataSource());
        pool.setMinimumIdle(0);
        return new TestPlatform(database, pool);
    }

    /// Where other processes find it.
    public PostgresDatabase database() {
        return database;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public DataSourceTransactionManager transactions() {
        return new DataSourceTransactionManager(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(transactions());
    }

    public static JsonMapper json() {
        return JsonMapper.builder().build();
    }

    /// Makes an empty topic, removing what an earlier test left.
    public static void freshTopic(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.shared().bootstrapServers()))) {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
            Eventually.eventually(() -> admin
                    .createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get());
        }
    }

    /// Lets the topic's first partition begin there, as its retention would.
    public static void forget(String topic, long before) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.shared().bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before))).all()
                    .get();
        }
    }

    public static Producer<String, byte[]> producer() {
        return producer(1 << 20);
    }

    /// One that asks the broker to take up to so many bytes at once.
    public static Producer<String, byte[]> producer(int mostBytes) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", Broker.shared().bootstrapServers(), "acks", "all",
                "linger.ms", 0, "max.request.size", mostBytes), new StringSerializer(), new ByteArraySerializer());
    }

    public static Consumer<String, byte[]> consumer() {
        return consumer(Broker.shared().bootstrapServers());
    }

    public static Consumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id",
                        UUID.randomUUID().toString(), "auto.offset.reset", "earliest", "enable.auto.commit", "false"),
                new StringDeserializer(), new ByteArrayDeserializer());
    }
}
