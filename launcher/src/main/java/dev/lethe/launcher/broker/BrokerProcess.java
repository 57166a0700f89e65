package dev.lethe.launcher.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/// The program that runs in the broker's process: formats its folder once, serves, makes the topics, and writes a
/// file when it is ready.
public final class BrokerProcess {

    private BrokerProcess() {
    }

    /// Arguments: data folder, port, port of the controller, the file that says it is ready.
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        var controllerPort = Integer.parseInt(arguments[2]);
        format(folder);
        var server = new KafkaRaftServer(new KafkaConfig(properties(folder, port, controllerPort)), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        createTopics(port);
        Files.createFile(Path.of(arguments[3]));
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter().setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
    }

    private static void createTopics(int port) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(java.util.Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            Topics.createMissing(admin);
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        var properties = new Properties();
        set(properties, "process.roles", "broker,controller");
        set(properties, "node.id", "1");
        set(properties, "controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        set(properties, "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        set(properties, "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        set(properties, "controller.listener.names", "CONTROLLER");
        set(properties, "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set(properties, "log.dirs", folder.toString());
        set(properties, "auto.create.topics.enable", "false");
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            set(properties, topic + ".replication.factor", "1");
        }
        set(properties, "transaction.state.log.min.isr", "1");
        set(properties, "share.coordinator.state.topic.min.isr", "1");
        set(properties, "offsets.topic.num.partitions", "1");
        set(properties, "group.initial.rebalance.delay.ms", "0");
        // After kill -9 the broker is taken back within seconds.
        set(properties, "broker.session.timeout.ms", "2000");
        set(properties, "broker.heartbeat.interval.ms", "500");
        set(properties, "num.network.threads", "2");
        set(properties, "num.io.threads", "4");
        set(properties, "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        set(properties, "log.segment.bytes", Integer.toString(64 * 1024 * 1024));
        set(properties, "log.index.size.max.bytes", Integer.toString(1024 * 1024));
        return properties;
    }

    private static void set(Properties properties, String key, String value) {
        properties.setProperty(key, value);
    }
}
