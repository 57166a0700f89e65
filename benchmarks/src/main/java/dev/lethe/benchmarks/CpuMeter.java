package dev.lethe.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Processor time of processes with all their children, as the kernel counts it.
///
/// @param roots process ids by name
record CpuMeter(Map<String, Long> roots) {

    /// The kernel's tick as it is told to programs, on every Linux.
    private static final double TICKS_A_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    /// Seconds by name, since the processes began.
    Map<String, Double> read() {
        var seconds = new LinkedHashMap<String, Double>();
        roots.forEach((name, pid) -> seconds.put(name, ofTree(pid)));
        return seconds;
    }

    /// Seconds that programs took which this process ran and which have ended.
    static double ofEndedChildren() {
        return ticks(ProcessHandle.current().pid(), CHILDREN_USER, CHILDREN_SYSTEM) / TICKS_A_SECOND;
    }

    // What ended children took stands with their parent; only the root's is counted, lest it count twice.
    private static double ofTree(long root) {
        var ticks = ticks(root, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        var children = ProcessHandle.of(root).stream().flatMap(ProcessHandle::descendants).toList();
        for (var child : children) {
            ticks += ticks(child.pid(), USER, SYSTEM);
        }
        return ticks / TICKS_A_SECOND;
    }

    private static long ticks(long pid, int... fields) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var sum = 0L;
            for (var field : fields) {
                sum += Long.parseLong(values[field]);
            }
            return sum;
        } catch (IOException _) {
            return 0;
        }
    }
}
