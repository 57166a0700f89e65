package dev.lethe.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.test.residue.Canary;
import dev.lethe.test.residue.ResidueScan;

/// Readable words where a careless service would leave them in the running suite: in a row of each database server, in a
/// compressed record of the broker and in a line of a log. A scan that misses one of them is blind.
final class PlantedControls implements AutoCloseable {

    private static final String NAME = "residue_control";

    private final Map<String, PostgresCluster> clusters;
    private final Map<String, Canary> canaries = new LinkedHashMap<>();

    /// @param clusters by the name of their place in the scan
    PlantedControls(Map<String, PostgresCluster> clusters) throws Exception {
        this.clusters = clusters;
        for (String place : clusters.keySet()) {
            execute(place, "create table %s as select '%s' as word".formatted(NAME, canary(place)));
        }
        execute("postgres", "do $$ begin raise log '%s'; end $$".formatted(canary("logs")));
        publish(canary("kafka"));
    }

    ResidueScan expectedBy(ResidueScan scan) {
        canaries.forEach(scan::mustFind);
        return scan;
    }

    private String canary(String place) {
        Canary canary = Canary.random("control in " + place);
        canaries.put(place, canary);
        return canary.value();
    }

    private static void publish(String word) throws Exception {
        String broker = Running.suite().bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker));
                Producer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker, "compression.type", "gzip"), new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(NAME, Optional.of(1), Optional.empty()))).all().get();
            producer.send(new ProducerRecord<>(NAME, word)).get();
        }
    }

    private void execute(String place, String sql) throws SQLException {
        PostgresCluster cluster = Objects.requireNonNull(clusters.get(place));
        try (Connection connection = cluster.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (String place : clusters.keySet()) {
            execute(place, "drop table " + NAME);
        }
        // closing the client waits for the answer
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Running.suite().bootstrapServers()))) {
            var _ = admin.deleteTopics(List.of(NAME));
        }
    }
}
