package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.distribution.Program;

class TrainingTest {

    @TempDir
    private Path folder;
    private final Map<String, Program> recorded = new LinkedHashMap<>();

    @BeforeEach
    void programsThatWereStarted() throws IOException {
        for (var process : new String[] {"kafka", "keyholder-1", "gateway"}) {
            var program = Files.createDirectory(folder.resolve(process));
            recorded.put(process,
                    new Program(process, program.resolve(process + ".jar"), program.resolve("program.aot")));
        }
    }

    @Test
    void keepsWhatEndedInOrderAndTriesTheRestAgain() throws Exception {
        Files.write(newRecord("kafka"), new byte[] {1, 2, 3, 4});
        Files.write(newRecord("keyholder-1"), new byte[] {1, 2, 3, 4});

        var kept = Training.keep(recorded, Set.of("kafka", "gateway"));

        assertThat(kept).containsExactly("kafka");
        assertThat(folder.resolve("kafka")).isDirectoryContaining("glob:**/program.aot");
        assertThat(folder.resolve("keyholder-1")).isEmptyDirectory();
        assertThat(folder.resolve("gateway")).isDirectoryContaining("glob:**/program.aot.none");
    }

    @Test
    void leavesOutWhatALaterBuildRemoved() throws Exception {
        Files.delete(folder.resolve("gateway"));

        assertThat(Training.keep(recorded, recorded.keySet())).isEmpty();

        assertThat(folder.resolve("gateway")).doesNotExist();
        assertThat(folder.resolve("kafka")).isDirectoryContaining("glob:**/program.aot.none");
    }

    private Path newRecord(String process) {
        return folder.resolve(process).resolve("program.aot.new");
    }
}
