package dev.lethe.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import dev.lethe.launcher.distribution.Checkout;

/// What holds of every container of `docker/compose.yaml`, whatever else it is.
class ComposeTest {

    private static final String SECRETS = "${LETHE_SECRETS:-./secrets}/";

    @TempDir
    private static Path secrets;
    private static Map<String, Object> file = Map.of();
    private static Map<String, Map<String, Object>> services = Map.of();

    @BeforeAll
    static void read() throws IOException {
        ContainerSecrets.write(secrets);
        file = new Yaml().load(Files.readString(Checkout.folder().resolve("docker/compose.yaml")));
        services = new TreeMap<>();
        map(file.get("services")).forEach((name, service) -> services.put(name, map(service)));
    }

    @Test
    void restrictsEachContainer() {
        assertThat(services).hasSizeGreaterThan(14).allSatisfy((_, service) -> {
            assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsEntry("ulimits", Map.of("core", 0)).containsKey("pids_limit")
                    .doesNotContainKeys("privileged", "cap_add", "pid");
            assertThat(service.get("memswap_limit")).isNotNull().isEqualTo(service.get("mem_limit"));
        });
    }

    @Test
    void givesEachContainerItsOwnSecretsOnlyAndReadOnly() {
        assertThat(services).allSatisfy((name, service) -> assertThat(secretsOf(service)).allSatisfy(mount -> {
            assertThat(mount).startsWith(SECRETS + name).endsWith(":ro");
            assertThat(secrets.resolve(mount.substring(SECRETS.length(), mount.lastIndexOf(":/")))).isDirectory();
        }));
        assertThat(secretsOf(services.getOrDefault("gateway", Map.of()))).isEmpty();
    }

    @Test
    void mountsEverySecretThatIsMadeForAContainer() throws IOException {
        try (var made = Files.list(secrets)) {
            assertThat(made.map(path -> String.valueOf(path.getFileName())).filter(name -> !name.equals("offline")))
                    .allSatisfy(name -> assertThat(services.getOrDefault(name, Map.of())).isNotEmpty());
        }
    }

    @Test
    void keepsSecretsOutOfTheEnvironment() {
        assertThat(services).allSatisfy((_, service) -> assertThat(map(service.get("environment"))).allSatisfy(
                (name, value) -> assertThat(name).satisfiesAnyOf(it -> assertThat(it).doesNotMatch(
                        "(?i).*(password|secret|jaas|privatekey).*"),
                        _ -> assertThat(String.valueOf(value)).contains("/run/lethe/"))));
    }

    @Test
    void leadsOutOfTheMachineWhereAnOperatorSaysSoOnly() {
        var open = new TreeMap<>(map(file.get("networks")));
        open.values().removeIf(network -> map(network).containsKey("internal"));

        assertThat(open.keySet()).containsExactly("door", "outside");
        assertThat(open.values()).allSatisfy(network -> assertThat(map(map(network).get("driver_opts")))
                .hasEntrySatisfying("com.docker.network.bridge.enable_ip_masquerade",
                        value -> assertThat(String.valueOf(value)).contains("false")));
        assertThat(on("door")).containsExactly("gateway");
        assertThat(on("outside")).containsExactly("account-service");
    }

    @Test
    void letsNobodyReachADatabaseButItsServices() {
        assertThat(on("database")).containsExactly("account-service", "contact-service", "media-service",
                "message-service", "postgres");
        for (var holder : new String[] {"keyholder-1", "keyholder-2", "keyholder-3"}) {
            assertThat(on(holder + "-database")).containsExactly(holder, holder + "-postgres");
            assertThat(on(holder.replace("keyholder", "jurisdiction"))).filteredOn(it -> it.startsWith("keyholder"))
                    .containsExactly(holder);
        }
    }

    @Test
    void runsWhatTheseSourcesMake() throws IOException {
        var version = first("(?m)^    <version>(.*)</version>$", text("pom.xml"));

        assertThat(images()).filteredOn(image -> image.contains("LETHE_")).hasSize(10)
                .allMatch(image -> image.endsWith(":${LETHE_VERSION:-" + version + "}"));
    }

    @Test
    void runsAndBuildsOnWhatBaseImagesStandInFor() throws IOException {
        var parts = text("build/image-parts.sh");
        var postgres = "postgres:" + first("(?m)^postgres_version=(.*)$", parts);
        var kafka = "apache/kafka:" + first("(?m)^kafka_version=(.*)$", parts);

        assertThat(images()).filteredOn(image -> !image.contains("LETHE_")).isNotEmpty()
                .containsOnly("${POSTGRES_IMAGE:-" + postgres + "}", "${KAFKA_IMAGE:-" + kafka + "}");
        assertThat(first("(?m)^ARG JDK_IMAGE=(.*)$", text("docker/Dockerfile")))
                .isEqualTo(first("(?m)^jdk_image=(.*)$", text("build/base-images.sh")));
    }

    @Test
    void publishesOnLoopbackUnlessToldOtherwise() {
        assertThat(services.values().stream().flatMap(service -> texts(service.get("ports")))).hasSize(3)
                .allMatch(port -> port.startsWith("127.0.0.1:") || port.startsWith("${LETHE_ADDRESS:-127.0.0.1}:"));
    }

    private static List<String> images() {
        return services.values().stream().map(service -> String.valueOf(service.get("image"))).toList();
    }

    private static String text(String path) throws IOException {
        return Files.readString(Checkout.folder().resolve(path));
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
    }

    private static List<String> on(String network) {
        return services.entrySet().stream()
                .filter(service -> texts(service.getValue().get("networks")).anyMatch(network::equals))
                .map(Map.Entry::getKey).toList();
    }

    private static List<String> secretsOf(Map<String, Object> service) {
        return texts(service.get("volumes")).filter(mount -> mount.contains("secrets")).toList();
    }

    private static Stream<String> texts(@Nullable Object list) {
        return Optional.ofNullable(list).stream().flatMap(it -> ((Collection<?>) it).stream()).map(String::valueOf);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
