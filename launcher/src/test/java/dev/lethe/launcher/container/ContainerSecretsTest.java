package dev.lethe.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.process.StartFailure;

class ContainerSecretsTest {

    @TempDir
    private Path above;
    private Path folder = Path.of("secrets");

    @BeforeEach
    void write() throws IOException {
        folder = above.resolve("secrets");
        ContainerSecrets.write(folder);
    }

    @Test
    void opensForItsOwnerOnlyAndLetsContainersReadWhatTheyAreGiven() throws IOException {
        assertThat(permissions("")).isEqualTo("rwx------");
        assertThat(permissions("offline")).isEqualTo("rwx------");
        assertThat(permissions("offline/keys/suite.key")).isEqualTo("rw-------");
        assertThat(permissions("keyholder-1")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("keyholder-1/identity/tls.key")).isEqualTo("r--r--r--");
    }

    @Test
    void givesEachServiceItsOwnAndNothingOfOthers() throws IOException {
        assertThat(names("keyholder-2/identity")).containsExactlyInAnyOrder("tls.crt", "tls.key", "authority.crt",
                "signing.key", "suite.pub", "signers");
        assertThat(names("keyholder-2/settings")).containsExactly("spring.datasource.password");
        assertThat(names("account-service/identity")).contains("token.key");
        assertThat(names("message-service/identity")).doesNotContain("token.key");
        assertThat(names("media-service/identity/signers")).contains("account-service.json", "keyholder-3.json");
        assertThat(names("")).doesNotContain("gateway");
    }

    @Test
    void knowsPasswordsOnBothSides() throws IOException {
        assertThat(text("contact-service/settings/spring.datasource.password")).isEqualTo(text("postgres/contact"));
        assertThat(text("keyholder-3/settings/spring.datasource.password"))
                .isEqualTo(text("keyholder-3-postgres/keyholder"))
                .isNotEqualTo(text("keyholder-2-postgres/keyholder"));
        for (var service : new String[] {"account", "message", "contact", "media"}) {
            var login = text(service + "-service/settings/spring.kafka.properties.sasl.jaas.config");
            var password = login.replaceAll(".*password=\"([^\"]+)\";", "$1");
            assertThat(login).contains("username=\"%s-service\"".formatted(service));
            assertThat(text("kafka/jaas.conf")).contains("user_%s-service=\"%s\"".formatted(service, password));
        }
        assertThat(text("kafka/jaas.conf")).endsWith("\";\n};\n").containsOnlyOnce(";\n}");
    }

    @Test
    void tellsTheAdministratorHowTheBrokerIsReached() throws IOException {
        var settings = new Properties();
        settings.load(new StringReader(text("topics/administrator.properties")));

        assertThat(settings).containsEntry("security.protocol", "SASL_SSL");
        assertThat(settings.getProperty("sasl.jaas.config")).startsWith("org.apache.kafka").endsWith(";");
    }

    @Test
    void keepsWhatItMadeBefore() throws IOException {
        var before = all();

        ContainerSecrets.write(folder);

        assertThat(all()).isEqualTo(before);
    }

    @Test
    void touchesNothingOfOthers() throws IOException {
        var checkout = above.resolve("checkout");
        var work = Files.writeString(Files.createDirectories(checkout.resolve("kafka")).resolve("start.sh"), "mine");

        assertThatThrownBy(() -> ContainerSecrets.write(checkout)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("holds something else");

        assertThat(work).hasContent("mine");
        assertThat(checkout).isDirectoryNotContaining("glob:**/offline");
    }

    @Test
    void closesAFolderThatOthersMayOpen() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        ContainerSecrets.write(folder);

        assertThat(permissions("")).isEqualTo("rwx------");
    }

    private Map<String, String> all() throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private List<String> names(String below) throws IOException {
        try (var found = Files.list(folder.resolve(below))) {
            return found.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
