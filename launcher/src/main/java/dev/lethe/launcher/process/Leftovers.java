package dev.lethe.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lethe.launcher.process.ProcessSpecification.StopSignal;

/// Processes that outlived a launcher which was killed. They are stopped before a new start.
public final class Leftovers {

    /// For those that are asked to stop together.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {
    }

    /// Stops what the records in `folder` name and still runs; answers the names.
    public static List<String> stop(Path folder) throws IOException {
        var found = find(folder);
        for (var layer : Layer.values()) {
            var together = found.stream().filter(leftover -> leftover.layer() == layer).toList();
            together.forEach(Leftover::requestStop);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            together.forEach(leftover -> leftover.awaitStop(Duration.ofNanos(deadline - System.nanoTime())));
        }
        return names(found);
    }

    /// As [#stop(Path)], at once and by force, where nobody wants what they store any more.
    public static List<String> kill(Path folder) throws IOException {
        var found = find(folder);
        found.forEach(Leftover::kill);
        found.forEach(leftover -> leftover.awaitStop(PATIENCE));
        return names(found);
    }

    private static List<String> names(List<Leftover> found) {
        return found.stream().map(Leftover::name).sorted().toList();
    }

    private static List<Leftover> find(Path folder) throws IOException {
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
        return found;
    }

    /// Stores outlive those that write to them.
    private enum Layer {

        SERVICES, BROKER, DATABASES;

        static Layer of(String name) {
            if (name.endsWith("postgres")) {
                return DATABASES;
            }
            return name.equals("kafka") ? BROKER : SERVICES;
        }
    }

    private record Leftover(String name, Path file, ProcessHandle handle) {

        static Leftover of(Path file, ProcessHandle handle) {
            return new Leftover(file.getFileName().toString().replace(".pid", ""), file, handle);
        }

        Layer layer() {
            return Layer.of(name);
        }

        void requestStop() {
            ProcessStop.signal(handle, layer() == Layer.DATABASES ? StopSignal.INT : StopSignal.TERM);
        }

        void kill() {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        }

        void awaitStop(Duration patience) {
            ProcessStop.await(handle, patience);
            ProcessRecord.remove(file);
        }
    }
}
