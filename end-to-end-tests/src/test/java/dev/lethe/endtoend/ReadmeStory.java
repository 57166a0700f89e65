package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.launcher.distribution.Checkout;

/// The lines of curl in the README, as they stand there but for addresses and number.
@Tag("anywhere")
class ReadmeStory {

    private static final Pattern LINES = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @BeforeAll
    static void needsThePrograms() throws Exception {
        Needs.need(run("command -v curl jq && curl --help all | grep -q -- --json").endsWith("jq\n"),
                "curl (7.82 or newer) and jq are installed");
    }

    @Test
    void findsTheNoteThatItWrote() throws Exception {
        var number = "+49151%08d".formatted(ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000));
        var lines = lines().replace("http://localhost:8080", Doors.gateway().toString())
                .replace("http://localhost:18025", Doors.smsInbox().toString())
                .replace("+4915123456789", number);

        var told = run("set -e\n" + withPatience(lines));

        assertThat(told).contains("Look what I found").contains("\"matches\"");
    }

    /// A person reads the inbox when the text is there.
    private static String withPatience(String lines) {
        return lines.replace("code=$(",
                "until curl -sS \"$inbox/messages?to=$number\" | grep -q text; do :; done\ncode=$(");
    }

    private static String lines() throws IOException {
        var matcher = LINES.matcher(Files.readString(Checkout.folder().resolve("README.md")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String run(String script) throws Exception {
        var bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        var told = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return told;
    }
}
