package dev.lethe.account.sms;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A peer that nobody here wrote, but for its ears and mouth: a library of npm in a process of Node.
final class NodePeer implements SmsPeer {

    private static final Path SOURCES = Path.of("src/test/sms-peers");
    private static final Path FOLDER = Path.of("target/sms-peers");
    private static final boolean IS_READY = install();

    private final Process process;
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();

    /// Skips the test on a machine without npm or its registry; in CI it fails.
    NodePeer(String script, String... arguments) {
        if (System.getenv("CI") != null) {
            assertThat(IS_READY).as("npm ci in " + FOLDER + ", which logs there").isTrue();
        } else if (!IS_READY) {
            System.out.println("SKIPPED for want of what .ci/run installs: Node and npm, with a registry");
        }
        Assumptions.assumeTrue(IS_READY);
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).directory(FOLDER.toFile())
                    .redirectError(FOLDER.resolve(script + ".log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
        eventually(() -> assertThat(told).isNotEmpty());
    }

    private static boolean install() {
        try {
            Files.createDirectories(FOLDER);
            try (var files = Files.list(SOURCES)) {
                for (Path file : files.toList()) {
                    Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile()).redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.log").toFile()).start();
            if (!npm.waitFor(5, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                return false;
            }
            return npm.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(JsonMapper.shared().readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return told.getFirst().get("port").asInt();
    }

    private void command(String command) {
        int before = told.size();
        try {
            process.outputWriter().write(command + "\n");
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        eventually(() -> assertThat(told.stream().skip(before).map(it -> it.path("done").asString("")))
                .contains(command));
    }

    @Override
    public List<Taken> taken() {
        return told.stream().filter(it -> it.has("text"))
                .map(it -> new Taken(it.get("to").asString(), it.get("text").asString())).toList();
    }

    @Override
    public void takes() {
        command("takes");
    }

    @Override
    public void refuses() {
        command("refuses");
    }

    @Override
    public void throttles() {
        command("throttles");
    }

    @Override
    public void goesAway() {
        command("away");
    }

    @Override
    public void comesBack() {
        command("back");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
