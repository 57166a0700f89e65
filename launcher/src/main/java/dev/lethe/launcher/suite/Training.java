package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.suite.SuiteOptions.Content;

/// Lets the JVMs record what they load, once after a build. Later starts take a third of the time. The suite of a person
/// records while it stops for the first time; for tests, which start many, a throw-away suite records first.
final class Training {

    private Training() {
    }

    /// The suite records by itself, at its end, what was not recorded yet.
    static SuiteOptions atTheEnd(SuiteOptions options) throws IOException, InterruptedException {
        return isComplete(options) ? options : options.with(Aot.RECORD);
    }

    /// Keeps what the processes of a suite recorded, which has stopped, and answers their names. What brought nothing is not
    /// tried again.
    static List<String> keep(SuiteOptions options) throws IOException, InterruptedException {
        var kept = keepWhole(options);
        for (var program : programs(options)) {
            program.noteMissingRecord();
        }
        return kept;
    }

    /// As [#keep(SuiteOptions)], of a suite that was not given the time: what is missing is tried again.
    static List<String> keepWhole(SuiteOptions options) throws IOException, InterruptedException {
        var kept = new ArrayList<String>();
        for (var program : programs(options)) {
            if (program.keepRecord()) {
                kept.add(program.module());
            }
        }
        return kept;
    }

    /// Records unless every program that `options` runs has its cache.
    static void recordMissing(SuiteOptions options) throws IOException, InterruptedException {
        if (options.aot() != Aot.USE || isComplete(options)) {
            return;
        }
        var lockFile = Files.createDirectories(options.distribution().cache()).resolve("training.lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
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
        var modules = new LinkedHashSet<String>();
        modules.add("launcher");
        if (options.content() == Content.EVERYTHING) {
            ServiceName.ALL.forEach(service -> modules.add(service.module()));
        }
        var programs = new ArrayList<Program>();
        for (var module : modules) {
            options.distribution().program(module).ifPresent(programs::add);
        }
        return programs;
    }
}
