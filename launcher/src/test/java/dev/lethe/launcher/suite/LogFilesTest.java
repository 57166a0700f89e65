package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    @TempDir
    private Path folder;
    private LogFiles files;

    @BeforeEach
    void files() {
        files = new LogFiles(folder, 10);
    }

    @Test
    void keepsWhatTheLastRunsPrinted() throws IOException {
        for (var run = 1; run <= 5; run++) {
            files.beginRun();
            Files.writeString(log(), "run " + run);
        }

        assertThat(log()).hasContent("run 5");
        assertThat(folder.resolve("kafka.1.log")).hasContent("run 4");
        assertThat(folder.resolve("kafka.3.log")).hasContent("run 2");
        assertThat(folder.resolve("kafka.4.log")).doesNotExist();
    }

    @Test
    void movesOnWhatGrowsTooLargeWhileItIsWritten() throws IOException {
        try (var process = Files.newOutputStream(log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            process.write("more than ten".getBytes(StandardCharsets.UTF_8));
            files.bound();
            process.write("later".getBytes(StandardCharsets.UTF_8));
        }
        files.bound();

        assertThat(folder.resolve("kafka.1.log")).hasContent("more than ten");
        assertThat(log()).hasContent("later");
    }

    @Test
    void emptiesWhatCannotBeCopied() throws IOException {
        Files.writeString(log(), "more than ten");
        Files.writeString(folder.resolve("kafka.1.log"), "earlier");
        Files.createDirectories(folder.resolve("kafka.log.new/in the way"));
        Files.writeString(folder.resolve("postgres.log"), "more than ten too");

        files.bound();

        assertThat(log()).isEmptyFile();
        assertThat(folder.resolve("kafka.1.log")).hasContent("earlier");
        assertThat(folder.resolve("postgres.1.log")).hasContent("more than ten too");
    }

    @Test
    void goesOnAfterARoundThatFailed() throws IOException {
        var missing = folder.resolve("later");
        var watch = new LogFiles(missing, 10).watch(Duration.ofMillis(1));
        try {
            await().until(() -> watch.getState() == Thread.State.TIMED_WAITING);
            var grown = Files.createDirectory(missing).resolve("kafka.log");
            Files.writeString(grown, "more than ten");

            await().untilAsserted(() -> assertThat(missing.resolve("kafka.1.log")).hasContent("more than ten"));
            assertThat(watch.isAlive()).isTrue();
        } finally {
            watch.interrupt();
        }
    }

    private Path log() {
        return folder.resolve("kafka.log");
    }
}
