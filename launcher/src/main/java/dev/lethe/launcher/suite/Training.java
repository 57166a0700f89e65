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

/// Runs a throw-away suite once after a build, so that the JVMs record what they load. Later starts take a third of
/// the time.
final class Training {

    private Training() {
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
            options.progress().note("Writing the records");
            suite.close();
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while recording");
            }
            for (var program : programs(options)) {
                program.markRecorded();
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
