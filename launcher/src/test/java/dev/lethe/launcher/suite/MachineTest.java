package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.OperatingSystemMXBean;

import dev.lethe.launcher.process.StartFailure;

@Tag("case-90")
class MachineTest {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    void saysHowMuchDiskIsMissing() {
        assertThatThrownBy(() -> machine(60L << 20, 8 * GIBIBYTE).requireRoomToRun()).isInstanceOf(StartFailure.class)
                .hasMessageContaining("60 MiB are free on the disk of /disk")
                .hasMessageContaining("LETHE_HOME");
    }

    @Test
    void asksForMoreDiskWhereABuildComesFirst() {
        var machine = machine(2 * GIBIBYTE, 8 * GIBIBYTE);

        assertThatCode(() -> machine.requireRoomToRun()).doesNotThrowAnyException();
        assertThatThrownBy(() -> machine.requireRoomToBuild()).hasMessageContaining("the build takes 3,072 MiB");
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        assertThatThrownBy(() -> machine(9 * GIBIBYTE, GIBIBYTE).requireRoomToRun()).isInstanceOf(StartFailure.class)
                .hasMessageContaining("has 1,024 MiB of memory, and the suite needs a machine with 3,072 MiB");
    }

    @Test
    void letsASecondSuiteRunBesideTheFirstOnlyWhereBothHaveRoom() {
        assertThat(machine(9 * GIBIBYTE, 8 * GIBIBYTE).hasRoomForTwo()).isTrue();
        assertThat(machine(9 * GIBIBYTE, 6 * GIBIBYTE).hasRoomForTwo()).isFalse();
        assertThat(machine(GIBIBYTE, 8 * GIBIBYTE).hasRoomForTwo()).isFalse();
        assertThat(new Machine(Path.of("/disk"), 9 * GIBIBYTE, 16 * GIBIBYTE, 2 * GIBIBYTE).hasRoomForTwo()).isFalse();
    }

    @Test
    void countsWhatCachesGiveBackAsFree(@TempDir Path folder) throws IOException {
        var told = Files.writeString(folder.resolve("meminfo"), """
                MemTotal:           2048 kB
                MemFree:             100 kB
                MemAvailable:       1024 kB
                """);
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        assertThat(Machine.freeMemory(system, told)).isEqualTo(1 << 20);
        assertThat(Machine.freeMemory(system, folder.resolve("none"))).isEqualTo(system.getTotalMemorySize());
        assertThat(Machine.of(folder).freeMemory()).isBetween(1L, system.getTotalMemorySize());
    }

    @Test
    void countsWhatItsContainerHasLeftAndNotTheMachine(@TempDir Path folder) throws IOException {
        var told = Files.writeString(folder.resolve("meminfo"), """
                MemTotal:       999999999999 kB
                MemAvailable:   999999999999 kB
                """);
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        assertThat(Machine.freeMemory(system, told)).isLessThan(system.getTotalMemorySize());
    }

    private static Machine machine(long freeDisk, long memory) {
        return new Machine(Path.of("/disk"), freeDisk, memory, memory);
    }
}
