package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

    private Path log() {
        return folder.resolve("kafka.log");
    }
}
