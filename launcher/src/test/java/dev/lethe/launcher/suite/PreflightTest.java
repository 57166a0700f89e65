package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.process.StartFailure;

@Tag("case-90")
class PreflightTest {

    @TempDir
    private Path home;

    @Test
    @EnabledOnOs(OS.LINUX)
    void looksForRoomToBuildWhereItBuilds() {
        var fullDisk = Path.of("/proc");

        assertThatThrownBy(() -> Preflight.check(new Home(home), fullDisk, Map.of())).isInstanceOf(StartFailure.class)
                .hasMessageContaining("0 MiB are free on the disk of /proc, and the build takes 3,072 MiB");
    }

    @Test
    void refusesAnAddressThatItDoesNotKnow() {
        assertThatThrownBy(() -> Preflight.check(new Home(home), home, Map.of("LETHE_ADDRESS", "everywhere")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("LETHE_ADDRESS");
    }
}
