package dev.lethe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    private Path folder;
    private final Process sleeper = start();

    @AfterEach
    void end() {
        sleeper.destroyForcibly();
    }

    @Test
    void stopsWhatAnEarlierLauncherLeft() throws IOException {
        ProcessRecord.of(sleeper.toHandle()).write(folder.resolve("kafka.pid"));

        assertThat(Leftovers.stop(folder)).containsExactly("kafka");

        assertThat(sleeper.isAlive()).isFalse();
        assertThat(folder.resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void sparesAStrangerThatGotThePid() throws IOException {
        var earlier = sleeper.info().startInstant().orElseThrow().minus(Duration.ofMinutes(5));
        new ProcessRecord(sleeper.pid(), earlier).write(folder.resolve("kafka.pid"));

        assertThat(Leftovers.stop(folder)).isEmpty();

        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void ignoresARecordThatWasNotFinished() throws IOException {
        Files.writeString(folder.resolve("kafka.pid"), "12");

        assertThat(Leftovers.stop(folder)).isEmpty();
    }

    private static Process start() {
        try {
            return new ProcessBuilder("sleep", "600").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
