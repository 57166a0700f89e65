package dev.lethe.test.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.springframework.util.FileSystemUtils;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/// Kafka inside the test's own JVM: broker and controller in one, on free loopback ports.
public final class EmbeddedBroker implements Broker {
    private final KafkaRaftServer server;
    private final Path logFolder;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, Path logFolder, int port) {
        this.server = server;
        this.logFolder = logFolder;
        this.port = port;
    }

    /// Starts a broker with an empty log folder; about a second.
    public static EmbeddedBroker start() {
        try {
            return startIn(Files.createTempDirectory("lethe-kafka-"), freePort(), freePort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Starts a broker on what an earlier one left in its log folder, if there was one.
    public static EmbeddedBroker startIn(Path folder, int port, int controllerPort) {
        try {
            if (Files.notExists(folder.resolve("meta.properties")))
                format(Files.createDirectories(folder));
            var server = new KafkaRaftServer(new KafkaConfig(properties(folder, port, controllerPort)), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, folder, port);
        } catch (Exception failure) {
            throw new IllegalStateException("the embedded Kafka did not start", failure);
        }
    }

    private static void format(Path folder) throws Exception {
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString()).setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true).setPrintStream(new PrintStream(OutputStream.nullOutputStream())).run();
    }

    private static Map<String, String> properties(Path folder, int port, int controllerPort) {
        var properties = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "log.dirs", folder.toString(),
                "broker.session.timeout.ms", "2000",
                "broker.heartbeat.interval.ms", "500",
                "group.initial.rebalance.delay.ms", "0"));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2"));
        return properties;
    }

    /// A port that nobody listens at now.
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Where the broker keeps its topics.
    public Path logFolder() {
        return logFolder;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Stops the broker. Clients that are still open keep retrying, so close them first.
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        try {
            FileSystemUtils.deleteRecursively(logFolder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
