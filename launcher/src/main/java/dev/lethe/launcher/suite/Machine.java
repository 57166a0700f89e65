package dev.lethe.launcher.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import com.sun.management.OperatingSystemMXBean;

import dev.lethe.launcher.process.StartFailure;

/// What the machine offers.
///
/// @param freeDisk   bytes that may still be written where the suite stores
/// @param memory     bytes of the whole machine, or of the container
/// @param freeMemory of these, what programs can have without others being swapped out
record Machine(Path disk, long freeDisk, long memory, long freeMemory) {

    private static final long NEEDED_MEMORY = 3L << 30;
    private static final long MEMORY_FOR_TWO = 8L << 30;
    private static final long NEEDED_DISK = 1L << 30;
    private static final long NEEDED_DISK_TO_BUILD = 3L << 30;

    static Machine of(Path folder) throws IOException {
        var disk = folder.toAbsolutePath();
        while (!Files.exists(disk)) {
            disk = java.util.Objects.requireNonNull(disk.getParent());
        }
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(disk, Files.getFileStore(disk).getUsableSpace(), system.getTotalMemorySize(),
                freeMemory(system, Path.of("/proc/meminfo")));
    }

    /// Linux counts what its caches would give back, but for the whole machine alone, not for a container. Where only what
    /// nobody uses at all is told, caches would pass for programs, so there the whole machine counts.
    static long freeMemory(OperatingSystemMXBean system, Path told) throws IOException {
        if (!Files.exists(told)) {
            return system.getTotalMemorySize();
        }
        var all = bytes(told, "MemTotal:").orElse(0);
        return all > system.getTotalMemorySize()
                ? system.getFreeMemorySize()
                : Math.min(bytes(told, "MemAvailable:").orElse(Long.MAX_VALUE), system.getTotalMemorySize());
    }

    private static OptionalLong bytes(Path told, String line) throws IOException {
        try (var lines = Files.lines(told)) {
            return lines.filter(it -> it.startsWith(line))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) << 10).findFirst();
        }
    }

    /// For what the suite stores and holds.
    ///
    /// @throws StartFailure when the suite would fail later for want of something
    void requireRoomToRun() {
        if (freeDisk < NEEDED_DISK) {
            throw new StartFailure(
                    "%,d MiB are free on the disk of %s, and the suite takes %,d MiB. Make room, or name another disk by LETHE_HOME."
                            .formatted(freeDisk >> 20, disk, NEEDED_DISK >> 20));
        }
        if (memory < NEEDED_MEMORY) {
            throw new StartFailure(
                    "This machine has %,d MiB of memory, and the suite needs a machine with %,d MiB: it holds 2,100 MiB itself."
                            .formatted(memory >> 20, NEEDED_MEMORY >> 20));
        }
    }

    /// Whether a second suite may run for some minutes beside the first, which runs. No memory of keyholders may reach the disk.
    boolean hasRoomForTwo() {
        return memory >= MEMORY_FOR_TWO && freeMemory >= NEEDED_MEMORY && freeDisk >= 2 * NEEDED_DISK;
    }

    /// For a build, in the checkout.
    void requireRoomToBuild() {
        if (freeDisk < NEEDED_DISK_TO_BUILD) {
            throw new StartFailure("%,d MiB are free on the disk of %s, and the build takes %,d MiB. Make room there."
                    .formatted(freeDisk >> 20, disk, NEEDED_DISK_TO_BUILD >> 20));
        }
    }
}
