package dev.lethe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.launcher.command.Help;
import dev.lethe.launcher.distribution.Checkout;

/// What `./lethe` answers by itself, at once: nothing is built and no JVM starts.
@Tag("case-90")
class LetheScriptTest {

    @TempDir
    private Path home;

    private record Answer(int code, String text) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "dance", "up --prod", "demo a b c", "reset all", "status now", "restored", "health a b",
        "logs a b", "help me", "admin", "admin erase", "admin --as grace", "admin log --now", "admin dance",
        "--version 2", "secrets", "secrets a b", "topics a", "inboxes",
        "verify-receipt", "self-destruct confirm"})
    void refusesWhatItDoesNotUnderstand(String arguments) throws Exception {
        assertThat(lethe(arguments)).isEqualTo(new Answer(2, Help.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo missing.json", "demo /dev/null/export.json", "verify-receipt missing.json"})
    void namesAFileThatIsNotThere(String arguments) throws Exception {
        var answer = lethe(arguments);

        assertThat(answer.code()).isOne();
        assertThat(answer.text()).isEqualTo("No such file, or not readable: " + arguments.split(" ")[1] + "\n");
    }

    @Test
    void helps() throws Exception {
        assertThat(lethe("help")).isEqualTo(new Answer(0, Help.text()));
        assertThat(lethe("--help").text()).isEqualTo(Help.text());
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(lethe("--version").text()).matches("Lethe \\d+\\.\\d+\\.\\d+.*\\n");
    }

    @Test
    void tellsWhatHasPrintedSomething() throws Exception {
        assertThat(lethe("logs").text()).startsWith("Nothing was started yet");
        assertThat(lethe("logs kafka").text()).contains("No process called kafka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "reset", "health gateway", "restored gateway", "admin log",
        "admin --as grace confirm 1", "dead-letters gateway"})
    void asksForNoMavenWhereNothingIsToBeBuilt(String arguments) throws Exception {
        var checkout = checkoutWithNewerSources();

        assertThat(letheWithoutMaven(checkout, arguments)).isEqualTo(new Answer(0, arguments + "\n"));
        Files.delete(checkout.resolve("launcher/target/launcher-1-boot.jar"));
        assertThat(letheWithoutMaven(checkout, arguments)).isEqualTo(new Answer(0, arguments + "\n"));
        assertThat(letheWithoutMaven(checkout, "demo").text()).contains("there is no mvn on PATH");
    }

    /// All builds of one commit carry the date of the commit, not the day.
    @Test
    void runsTheLauncherThatWasBuiltLastHoweverOldItSaysItIs() throws Exception {
        var checkout = checkoutWithNewerSources();
        var built = checkout.resolve("launcher/target/launcher-1-boot.jar");
        var longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

        for (var content : List.of("first", "other")) {
            Files.writeString(built, content);
            Files.setLastModifiedTime(built, longAgo);
            letheWithoutMaven(checkout, "status");

            assertThat(checkout.resolve(".lethe/launcher.jar")).hasContent(content);
        }
    }

    private Path checkoutWithNewerSources() throws IOException {
        var checkout = Files.createDirectories(home.resolve("check out"));
        Files.copy(Checkout.folder().resolve("lethe"), checkout.resolve("lethe"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createDirectories(checkout.resolve("launcher/target"));
        Files.createFile(checkout.resolve("launcher/target/launcher-1-boot.jar"));
        return checkout;
    }

    /// With a JDK that repeats the command, and nothing on PATH but what every system has.
    private Answer letheWithoutMaven(Path checkout, String arguments) throws IOException, InterruptedException {
        var jdk = Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"");
        for (var program : List.of("java", "javac")) {
            Files.writeString(jdk.resolve(program),
                    "#!/bin/bash\nwhile [[ $1 != -jar ]]; do shift; done; echo \"${@:3}\"\n");
            Files.setPosixFilePermissions(jdk.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var path = Files.createDirectories(home.resolve("bin"));
        for (var tool : List.of("bash", "cat", "cmp", "cp", "dirname", "find", "mkdir", "mv", "readlink", "sed")) {
            var link = path.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, found(tool));
            }
        }
        return answer(checkout, arguments,
                Map.of("PATH", path.toString(), "JAVA_HOME", home.resolve("jdk").toString()));
    }

    private static Path found(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Answer lethe(String arguments) throws IOException, InterruptedException {
        return answer(Checkout.folder(), arguments, Map.of());
    }

    private Answer answer(Path checkout, String arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", checkout.resolve("lethe").toString()));
        List.of(arguments.split(" ")).stream().filter(word -> !word.isEmpty()).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LETHE_HOME", home.toString());
        builder.environment().putAll(environment);
        var script = builder.start();
        var text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(script.waitFor(), text);
    }
}
