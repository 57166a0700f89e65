package dev.lethe.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.lethe.launcher.process.ProcessSpecification.StopSignal;

/// Processes that outlived a launcher which was killed. They are stopped, the newest first, before a new start.
public final class Leftovers {

    private Leftovers() {
    }

    /// Stops what the records in `folder` name and still runs; answers the names.
    public static List<String> stop(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<Leftover>();
        try (var files = Files.newDirectoryStream(folder, "*.pid")) {
            for (var file : files) {
                ProcessRecord.read(file)
                        .flatMap(ProcessRecord::running)
                        .ifPresentOrElse(handle -> found.add(Leftover.of(file, handle)),
                                () -> ProcessRecord.remove(file));
            }
        }
        found.sort(Comparator.comparing(Leftover::age));
        found.forEach(Leftover::stop);
        return found.stream().map(Leftover::name).toList();
    }

    private record Leftover(String name, Path file, ProcessHandle handle, Duration age) {

        static Leftover of(Path file, ProcessHandle handle) {
            var start = handle.info().startInstant().orElseThrow();
            var name = file.getFileName().toString().replace(".pid", "");
            return new Leftover(name, file, handle, Duration.between(start, java.time.Instant.now()));
        }

        void stop() {
            ProcessStop.signal(handle, name.endsWith("postgres") ? StopSignal.INT : StopSignal.TERM);
            ProcessStop.await(handle, Duration.ofSeconds(15));
            ProcessRecord.remove(file);
        }
    }
}
