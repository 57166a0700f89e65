package dev.lethe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    @Timeout(60)
    void waitsForNobodyWhoseDataAreUnwanted() throws IOException {
        var stubborn = IntStream.range(0, 6)
                .mapToObj(_ -> start("sh", "-c", "trap '' TERM INT; echo; sleep 600 & wait; wait"))
                .toList();
        for (var process : stubborn) {
            assertThat(process.inputReader().readLine()).as("it is deaf by now").isEmpty();
            ProcessRecord.of(process.toHandle()).write(folder.resolve("service-" + process.pid() + ".pid"));
        }

        assertThat(Leftovers.kill(folder)).hasSize(6);

        assertThat(stubborn).noneMatch(Process::isAlive);
        assertThat(folder).isEmptyDirectory();
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
        return start("sleep", "600");
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
