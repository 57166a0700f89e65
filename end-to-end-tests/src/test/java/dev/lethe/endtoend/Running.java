package dev.lethe.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.launcher.suite.SuiteOptions;

/// The one suite of a test run, started by the first story that needs it.
public final class Running {

    static final Duration READY = Duration.ofSeconds(90);
    private static final Path FAILPOINTS = temporaryFolder();
    private static final Suite SUITE = start();

    private Running() {
    }

    public static Suite suite() {
        return SUITE;
    }

    /// Where failpoints are armed and traced.
    static Path failpoints() {
        return FAILPOINTS;
    }

    /// Kills a process as a power cut would, and starts it again.
    static void killAndRestart(String name) {
        ManagedProcess process = SUITE.process(name);
        process.kill();
        restart(process);
    }

    static void restart(ManagedProcess process) {
        process.start();
        process.awaitReady(READY);
    }

    private static Suite start() {
        if (Doors.areElsewhere()) {
            throw new IllegalStateException("This story looks behind the doors, and needs a suite of this run");
        }
        SuiteOptions options = SuiteOptions.temporary();
        for (String process : Failpoint.PROCESSES) {
            options = options
                    .property(process, "lethe.failpoint-file", Failpoint.armFile(FAILPOINTS, process).toString())
                    .property(process, "lethe.failpoint-trace", Failpoint.traceFile(FAILPOINTS, process).toString());
        }
        options = options.property("account-service", "lethe.self-destruct.introduced-on", "2020-01-01")
                .property("account-service", "lethe.self-destruct.every", "PT2S");
        Suite suite = Suite.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Path folder = suite.home().folder();
            suite.close();
            delete(folder);
            delete(FAILPOINTS);
        }, "suite-end"));
        return suite;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("lethe-failpoints-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
