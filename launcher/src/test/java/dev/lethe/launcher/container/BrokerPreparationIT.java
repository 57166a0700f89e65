package dev.lethe.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import dev.lethe.launcher.distribution.Checkout;

/// The broker of `docker/compose.yaml`, with its settings and secrets, but for paths and ports.
class BrokerPreparationIT {

    private static final String ACCOUNT_TOPIC = "lethe.account.v1";
    private static final String SETTING = "/settings/spring.kafka.properties.sasl.jaas.config";

    @TempDir
    private static Path folder;
    private static int port;
    private static @Nullable KafkaRaftServer broker;
    private static Path administrator = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        ContainerSecrets.write(folder.resolve("secrets"));
        port = freePort();
        var data = folder.resolve("data");
        new Formatter().setClusterId("4L6g3nShT-eMCtK--X86sw").setNodeId(1).addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString()).setControllerListenerName("CONTROLLER").run();
        var server = new KafkaRaftServer(new KafkaConfig(settings(data)), Time.SYSTEM);
        broker = server;
        server.startup();
        administrator = folder.resolve("administrator.properties");
        Files.writeString(administrator, here(Files.readString(secret("topics/administrator.properties")), "topics"));
        BrokerPreparation.prepare(administrator);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.shutdown();
            broker.awaitShutdown();
        }
    }

    @Test
    void letsServicesWriteWhatIsTheirsOnly() throws Exception {
        write("account-service", ACCOUNT_TOPIC);
        write("media-service", "lethe.erasure-answer.v1");

        assertThatThrownBy(() -> write("contact-service", ACCOUNT_TOPIC))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> write("message-service", "lethe.erasure-ledger.v1"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void letsServicesReadWhatIsTheirsInGroupsOfTheirOwnOnly() throws Exception {
        write("account-service", ACCOUNT_TOPIC);

        assertThat(read("contact-service", ACCOUNT_TOPIC, "contact-service-steady")).isPositive();
        assertThatThrownBy(() -> read("contact-service", ACCOUNT_TOPIC, "media-service"))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> read("contact-service", "lethe.media.v1", "contact-service"))
                .isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void knowsNobodyWithoutThePassword() throws Exception {
        var login = Files.readString(secret("account-service" + SETTING)).replace("password=\"", "password=\"not-");

        assertThatThrownBy(() -> write(login, "account-service", ACCOUNT_TOPIC))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void takesAwayWhatIsNotOnTheList() throws Exception {
        var everything = new AclBinding(new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                new AccessControlEntry("User:contact-service", "*", AclOperation.ALL, AclPermissionType.ALLOW));
        var client = new Properties();
        try (var file = Files.newBufferedReader(administrator)) {
            client.load(file);
        }
        try (var admin = Admin.create(client)) {
            admin.createAcls(List.of(everything)).all().get();
            await().until(() -> admin.describeAcls(AclBindingFilter.ANY).values().get().contains(everything));

            BrokerPreparation.prepare(administrator);

            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsExactlyInAnyOrderElementsOf(BrokerAccess.bindings());
        }
    }

    private static Properties settings(Path data) throws IOException {
        var text = here(Files.readString(Checkout.folder().resolve("docker/kafka/server.properties")), "kafka")
                .replace("/var/lib/kafka/data", data.toString())
                .replace("SERVICES://:9092", "SERVICES://localhost:" + port)
                .replace("localhost:9093", "localhost:" + freePort());
        var settings = new Properties();
        settings.load(new StringReader(text));
        var login = Files.readString(secret("kafka/jaas.conf")).replaceAll("(?s).*\\{(.*)\\};\\s*", "$1");
        for (var listener : new String[] {"services", "controller"}) {
            settings.put("listener.name." + listener + ".plain.sasl.jaas.config", login);
        }
        return settings;
    }

    private static String here(String text, String container) {
        return text.replace("/run/lethe", secret(container).toString()).replace("kafka:9092", "localhost:" + port);
    }

    private static Path secret(String file) {
        return folder.resolve("secrets").resolve(file);
    }

    private static void write(String service, String topic) throws Exception {
        write(Files.readString(secret(service + SETTING)), service, topic);
    }

    private static void write(String login, String service, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(client(login, service), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, service, "tried")).get();
        }
    }

    private static int read(String service, String topic, String group) throws IOException {
        var client = new HashMap<>(client(Files.readString(secret(service + SETTING)), service));
        client.put("group.id", group);
        client.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var read = 0;
            for (var patience = 100; read == 0 && patience > 0; patience--) {
                read = consumer.poll(Duration.ofMillis(200)).count();
            }
            return read;
        }
    }

    private static Map<String, Object> client(String login, String service) {
        return Map.of("bootstrap.servers", "localhost:" + port, "security.protocol", "SASL_SSL", "sasl.mechanism",
                "PLAIN", "sasl.jaas.config", login, "ssl.truststore.type", "PEM", "ssl.truststore.location",
                secret(service + "/identity/authority.crt").toString(), "max.block.ms", 20_000);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
