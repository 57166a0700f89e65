package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much memory processes hold together with their children. Pages that several of them share count once (PSS);
/// where the system does not tell, they count for each (RSS).
public record ResidentMemory(String measure, long bytes) {

    static ResidentMemory of(Stream<ProcessHandle> roots) {
        var pids = new ArrayList<Long>();
        roots.flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .forEach(pids::add);
        return proportional(pids).orElseGet(() -> resident(pids));
    }

    public long mebibytes() {
        return bytes >> 20;
    }

    private static Optional<ResidentMemory> proportional(List<Long> pids) {
        var kilobytes = 0L;
        try {
            for (var pid : pids) {
                kilobytes += Files.readAllLines(Path.of("/proc", pid.toString(), "smaps_rollup"))
                        .stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.of(new ResidentMemory("PSS", kilobytes << 10));
    }

    private static ResidentMemory resident(List<Long> pids) {
        var list = String.join(",", pids.stream().map(String::valueOf).toList());
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", list).start();
            var kilobytes = ps.inputReader().lines().mapToLong(line -> Long.parseLong(line.strip())).sum();
            return new ResidentMemory("RSS", kilobytes << 10);
        } catch (IOException _) {
            return new ResidentMemory("unknown", 0);
        }
    }
}
