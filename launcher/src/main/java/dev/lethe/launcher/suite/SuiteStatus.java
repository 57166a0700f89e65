package dev.lethe.launcher.suite;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import dev.lethe.launcher.process.RunningProcess;

/// What of a suite runs now, seen from another process than the launcher that started it.
public record SuiteStatus(List<Running> processes) {

    /// A process that runs.
    ///
    /// @param memory with its children
    public record Running(String name, long pid, ResidentMemory memory) {}

    public static SuiteStatus of(Home home) throws IOException {
        return new SuiteStatus(RunningProcess.recordedIn(home.run())
                .stream()
                .map(process -> new Running(process.name(), process.handle().pid(),
                        ResidentMemory.of(Stream.of(process.handle()))))
                .toList());
    }
}
