package dev.lethe.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    private Path folder;
    private Program program = new Program("gateway", Path.of("gateway.jar"), Path.of("program.aot"));

    @BeforeEach
    void inAFolder() {
        program = new Program("gateway", folder.resolve("gateway.jar"), folder.resolve("program.aot"));
    }

    @Test
    void keepsARecordThatIsWhole() throws Exception {
        Files.write(program.newAotCache(), new byte[] {1, 2, 3, 4, 0, 0});

        assertThat(program.keepRecord()).isTrue();

        assertThat(program.hasAotCache()).isTrue();
        assertThat(program.newAotCache()).doesNotExist();
    }

    @Test
    void throwsAwayWhatAKilledProcessLeft() throws Exception {
        Files.write(program.newAotCache(), new byte[4_096]);
        Files.write(folder.resolve("program.aot.new.config"), new byte[1]);

        assertThat(program.keepRecord()).isFalse();

        assertThat(program.wasRecorded()).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void recordsEachModeForItself() throws Exception {
        var inProduction = new Program("gateway", program.jar(), folder.resolve("production.aot"));
        Files.write(inProduction.newAotCache(), new byte[] {1, 2, 3, 4});
        program.noteMissingRecord();

        assertThat(inProduction.wasRecorded()).isFalse();
        assertThat(inProduction.keepRecord()).isTrue();
        assertThat(program.hasAotCache()).isFalse();
    }

    @Test
    void notesThatNothingCameOfIt() throws Exception {
        assertThat(program.keepRecord()).isFalse();
        assertThat(program.wasRecorded()).isFalse();

        program.noteMissingRecord();

        assertThat(program.wasRecorded()).isTrue();
        assertThat(program.hasAotCache()).isFalse();
    }
}
