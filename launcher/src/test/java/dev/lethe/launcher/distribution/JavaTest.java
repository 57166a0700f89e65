package dev.lethe.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;

class JavaTest {

    @TempDir
    private Path folder;

    @Test
    void usesTheRecordOfItsModeOnceThereIsOne() throws Exception {
        var program = new Program("gateway", folder.resolve("gateway.jar"), folder.resolve("production.aot"));

        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.USE)).noneMatch(flag -> flag.contains("AOT"));
        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.RECORD))
                .contains("-XX:AOTCacheOutput=" + program.newAotCache());

        Files.write(program.aotCache(), new byte[] {1, 2, 3, 4});

        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.USE)).contains("-XX:AOTCache=" + program.aotCache());
        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.NONE)).noneMatch(flag -> flag.contains("AOT"));
    }

    @Test
    void beginsWithASmallHeapWhereItOnlyRecords() {
        var program = new Program("gateway", folder.resolve("gateway.jar"), folder.resolve("production.aot"));

        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.USE)).contains("-Xms256m", "-Xmx256m");
        assertThat(Java.command(program, 64, Mode.PRODUCTION, Aot.RECORD_BEHIND)).contains("-Xms64m", "-Xmx256m");
    }
}
