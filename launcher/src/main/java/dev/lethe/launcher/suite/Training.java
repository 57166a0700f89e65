package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.suite.SuiteOptions.Content;

/// Lets the JVMs record what they load, once after a build. Later starts take a third of the time. The suite of a person
/// records while it stops for the first time; for tests, which start many, a throw-away suite records first.
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
        if (options.aot() != Aot.USE || isComplete(options)) {
            return;
        }
        try (var channel = lockFile(options); var _ = channel.lock()) {
            if (!isComplete(options)) {
                record(options);
            }
        }
    }

    private static void record(SuiteOptions options) throws IOException, InterruptedException {
        options.progress().note("Recording how the programs start (once after a build, takes a few minutes)");
        var home = new Home(options.distribution().cache().resolve("training"));
        home.reset();
        var training = new SuiteOptions(home, Ports.free(), options.distribution(), options.progress(), Mode.SMALL,
                Aot.RECORD, missing(options), Map.of());
        try {
            var suite = Suite.startNow(training);
            suite.close();
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while recording");
            }
        } finally {
            home.reset();
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
            options.distribution().program(module).ifPresent(programs::add);
        }
        return programs;
    }
}
