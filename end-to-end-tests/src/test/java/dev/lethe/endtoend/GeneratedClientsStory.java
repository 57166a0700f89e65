package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.launcher.distribution.Checkout;

/// The same story in three languages, with clients that a generator made of our documents (`build/generated-clients.sh`).
@Tag("anywhere")
class GeneratedClientsStory {

    private static final Path CLIENTS = Path.of("target", "clients").toAbsolutePath();

    @Test
    void playsInTypeScript() throws Exception {
        play("typescript", List.of("node", "typescript-build/typescript/story.js"), "");
    }

    @Test
    void playsInPython() throws Exception {
        String packages = Stream.of("account", "message", "contact", "media")
                .map(it -> CLIENTS.resolve("generated/python/" + it).toString()).collect(Collectors.joining(":"));
        play("python", List.of("python3", "python/story.py"), packages);
    }

    @Test
    void playsInKotlin() throws Exception {
        Path libraries = CLIENTS.resolve("kotlin-classpath");
        String classes = Files.exists(libraries) ? "kotlin-build/classes:" + Files.readString(libraries).strip() : "";
        play("kotlin", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes,
                "StoryKt"), "");
    }

    private static void play(String language, List<String> program, String packages) throws Exception {
        Needs.need(Files.exists(CLIENTS.resolve("ready-" + language)) && areOfTheseDocuments(),
                "build/generated-clients.sh compiled the client of today's openapi/");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(Doors.gateway().toString(), Doors.smsInbox().toString(),
                number(), number()));

        assertThat(output(command, packages)).endsWith("played\n");
    }

    private static boolean areOfTheseDocuments() throws IOException {
        for (String document : List.of("account", "message", "contact", "media")) {
            Path now = Checkout.folder().resolve("openapi").resolve(document + "-service.yaml");
            if (Files.mismatch(now, CLIENTS.resolve("openapi").resolve(document + "-service.yaml")) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static String number() {
        return "+491513" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    }

    private static String output(List<String> command, String packages) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", packages);
        Process story = builder.start();
        String told = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        story.waitFor();
        return told;
    }
}
