package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.distribution.Distribution;
import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.suite.SuiteOptions.Content;

/// With the stores alone, of which the broker is a program that can be recorded.
@Tag("case-90")
class BackgroundTrainingIT {

    @TempDir
    private Path folder;
    private Path cache;
    private SuiteOptions options;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void aFirstStart() throws IOException {
        assumeThat(Machine.of(folder).hasRoomForTwo()).as("room for two suites").isTrue();
        cache = folder.resolve("cache");
        options = new SuiteOptions(new Home(folder.resolve("home")), Ports.free(),
                new Distribution(Distribution.ofCheckout().jars(), cache), new Notes(), Mode.SMALL, Aot.USE,
                Content.ONLY_STORES, Map.of());
    }

    @AfterEach
    void leavesNothing() {
        assertThat(processesOf(folder)).isEmpty();
    }

    @Test
    void recordsBesideTheSuiteThatServes() throws Exception {
        try (var suite = Suite.startAtOnce(options)) {
            await().ignoreException(UncheckedIOException.class).atMost(Duration.ofMinutes(10))
                    .untilAsserted(() -> assertThat(hasRecord()).as("a record; notes: %s", notes).isTrue());

            assertThat(suite.kafka().isReady()).isTrue();
        }
        try (var suite = Suite.startAtOnce(options)) {
            assertThat(processesOf(cache.resolve("training"))).isEmpty();
            assertThat(suite.kafka().isReady()).isTrue();
        }
    }

    @Test
    void endsWithTheSuiteAndIsTriedAnotherTime() throws Exception {
        try (var _ = Suite.startAtOnce(options)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> !processesOf(cache.resolve("training")).isEmpty());
        }

        assertThat(processesOf(folder)).isEmpty();
        assertThat(hasRecord()).isFalse();
        assertThat(programs()).noneMatch(file -> file.endsWith(".none"));
    }

    private boolean hasRecord() throws IOException {
        return programs().anyMatch(file -> file.endsWith("program.aot"));
    }

    private Stream<Path> programs() throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:**/launcher/*/*");
        try (var files = Files.find(cache, 3, (file, _) -> matcher.matches(file))) {
            return files.toList().stream();
        }
    }

    private static List<ProcessHandle> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private final class Notes implements Progress {

        @Override
        public void ready(String process, Duration after) {
            // only what goes wrong is of interest
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    }
}
