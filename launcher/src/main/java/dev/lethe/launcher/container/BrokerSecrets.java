package dev.lethe.launcher.container;

import java.io.IOException;
import java.nio.file.Files;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.database.Passwords;

/// How the broker knows who comes: a password for each of its users, told over TLS alone.
final class BrokerSecrets {

    /// Of its container, its certificate and its folder.
    static final String FOLDER = "kafka";
    static final String ADMINISTRATOR = "administrator";
    /// The broker itself, as its own controller's client.
    private static final String BROKER = "broker";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Identities identities;
    private final Passwords passwords;

    BrokerSecrets(Identities identities, Passwords passwords) {
        this.identities = identities;
        this.passwords = passwords;
    }

    /// What a client's setting `sasl.jaas.config` says.
    String login(String user) {
        return "%s username=\"%s\" password=\"%s\";".formatted(MODULE, user, passwords.password(user));
    }

    /// For the broker's container.
    void writeServer(SharedFiles files) throws IOException {
        var own = identities.server(FOLDER);
        files.write("keystore.pem",
                Files.readString(own.resolve("tls.key")) + Files.readString(own.resolve("tls.crt")));
        files.copy(identities.authority());
        files.write("jaas.conf", "KafkaServer {\n" + server() + "};\n");
    }

    private String server() {
        var text = new StringBuilder();
        text.append("    %s username=\"%s\" password=\"%s\"%n".formatted(MODULE, BROKER, passwords.password(BROKER)));
        text.append(user(BROKER)).append(user(ADMINISTRATOR));
        BrokerAccess.all().forEach(access -> text.append(user(access.service())));
        return text.insert(text.length() - 1, ';').toString();
    }

    private String user(String name) {
        return "    user_%s=\"%s\"%n".formatted(name, passwords.password(name));
    }

    /// For the container that makes the topics.
    void writeAdministrator(SharedFiles files) throws IOException {
        files.copy(identities.authority());
        files.write("administrator.properties", """
                bootstrap.servers=kafka:9092
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s
                ssl.truststore.type=PEM
                ssl.truststore.location=/run/lethe/authority.crt
                """.formatted(login(ADMINISTRATOR)));
    }
}
