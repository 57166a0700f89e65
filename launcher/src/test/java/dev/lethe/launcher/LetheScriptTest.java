package dev.lethe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        "logs a b",
        "verify-receipt"})
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

    private Answer lethe(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", Checkout.folder().resolve("lethe").toString()));
        List.of(arguments.split(" ")).stream().filter(word -> !word.isEmpty()).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LETHE_HOME", home.toString());
        var script = builder.start();
        var text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(script.waitFor(), text);
    }
}
