package dev.lethe.launcher.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.lethe.launcher.demo.Demo;
import dev.lethe.launcher.demo.DemoInput;
import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.SuiteOptions.Content;

/// Lets the JVMs record what they load and which methods are used most, once after a build. Later starts take a third of
/// the time. A throw-away suite does it, which plays the story: for tests, which start many, before the first; for a
/// person beside the suite that already serves ([BackgroundTraining]).
final class Training {

    private Training() {
    }

    /// Keeps what the processes of a suite recorded, which has stopped, and answers the names of their programs. What brought
    /// nothing is not tried again, but for those that had not the time.
    ///
    /// @param recorded the programs that were started, by process
    /// @param inOrder  the processes that had the time to end
    static List<String> keep(Map<String, Program> recorded, Set<String> inOrder) throws IOException {
        var kept = new ArrayList<String>();
        for (var process : recorded.keySet()) {
            var program = java.util.Objects.requireNonNull(recorded.get(process));
            if (!inOrder.contains(process)) {
                program.discardRecord();
            } else if (program.keepRecord()) {
                kept.add(program.module());
            } else {
                program.noteMissingRecord();
            }
        }
        return kept;
    }

    /// As [#keep(Map, Set)], while nobody else records or keeps for the same programs.
    static List<String> keepAlone(SuiteOptions options, Map<String, Program> recorded, Set<String> inOrder)
            throws IOException {
        try (var channel = lockFile(options); var _ = channel.lock()) {
            return keep(recorded, inOrder);
        } catch (OverlappingFileLockException _) {
            // a throw-away suite of this very process, which holds the lock
            return keep(recorded, inOrder);
        }
    }

    private static FileChannel lockFile(SuiteOptions options) throws IOException {
        var file = Files.createDirectories(options.distribution().cache()).resolve("training.lock");
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// Records unless every program that `options` runs has its cache.
    static void recordMissing(SuiteOptions options) throws IOException, InterruptedException {
        if (isMissing(options)) {
            recordMissing(options, Aot.RECORD, _ -> {});
        }
    }

    /// Whether `options` start sooner after a record.
    static boolean isMissing(SuiteOptions options) throws IOException, InterruptedException {
        return options.aot() == Aot.USE && !isComplete(options);
    }

    /// As [#recordMissing(SuiteOptions)], while others use the machine.
    ///
    /// @param started is told the suite that records, as soon as it runs
    static void recordMissingBehind(SuiteOptions options, Consumer<Suite> started)
            throws IOException, InterruptedException {
        recordMissing(options, Aot.RECORD_BEHIND, started);
    }

    private static void recordMissing(SuiteOptions options, Aot how, Consumer<Suite> started)
            throws IOException, InterruptedException {
        try (var channel = lockFile(options); var _ = channel.lock()) {
            if (!isComplete(options)) {
                record(options, how, started);
            }
        }
    }

    /// Ends what a launcher left that was killed while it recorded. Who cannot do that starts nevertheless.
    static void stopLeftovers(SuiteOptions options) {
        try (var channel = lockFile(options); var lock = channel.tryLock()) {
            if (lock != null) {
                var killed = home(options).discard();
                if (!killed.isEmpty()) {
                    options.progress().note("Ended what a recording left: " + String.join(", ", killed));
                }
            }
        } catch (IOException | StartFailure | OverlappingFileLockException _) {
            // they cost memory, and the next recording tells why they do not end
        }
    }

    private static Home home(SuiteOptions options) {
        return new Home(options.distribution().cache().resolve("training"));
    }

    private static void record(SuiteOptions options, Aot how, Consumer<Suite> started)
            throws IOException, InterruptedException {
        options.progress().note("Recording how the programs start (once after a build, takes a few minutes)");
        var home = home(options);
        home.discard();
        var training = new SuiteOptions(home, Ports.free(), options.distribution(), options.progress(),
                options.mode(), how, missing(options), Map.of());
        try {
            try (var suite = Suite.startNow(training)) {
                started.accept(suite);
                use(suite, training);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while recording");
            }
        } finally {
            home.discard();
        }
    }

    /// A record holds which methods matter only if they were used. Whether the story comes to its end does not matter here.
    private static void use(Suite suite, SuiteOptions training) {
        if (training.content() == Content.EVERYTHING) {
            var demo = new Demo(suite.gateway(), suite.smsInbox().address(), suite.mailInbox().address(),
                    training.home().data());
            demo.play(new DemoInput(null, null), new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        }
    }

    /// The broker alone is soon recorded.
    private static Content missing(SuiteOptions options) throws IOException, InterruptedException {
        var onlyTheBroker = programs(options).stream()
                .filter(program -> !program.wasRecorded())
                .allMatch(program -> program.module().equals("launcher"));
        return onlyTheBroker ? Content.ONLY_STORES : options.content();
    }

    private static boolean isComplete(SuiteOptions options) throws IOException, InterruptedException {
        return programs(options).stream().allMatch(Program::wasRecorded);
    }

    private static List<Program> programs(SuiteOptions options) throws IOException, InterruptedException {
        var programs = new ArrayList<Program>();
        for (var module : options.modules()) {
            options.distribution().program(module, options.mode()).ifPresent(programs::add);
        }
        return programs;
    }
}
