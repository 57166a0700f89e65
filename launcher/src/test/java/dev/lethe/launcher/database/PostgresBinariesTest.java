package dev.lethe.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.launcher.process.StartFailure;

class PostgresBinariesTest {
    @TempDir
    private Path installed;

    @Test
    void takesWhatIsInstalledWhereTheEnvironmentSays() throws IOException {
        installed("postgres (PostgreSQL) 18.6 (Debian 18.6-1)");

        assertThat(find().program("initdb")).isEqualTo(installed.resolve("bin/initdb").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres (PostgreSQL) 15.18", "postgres (PostgreSQL) 18beta1", "cannot load libssl.so"})
    void refusesAnotherVersion(String version) throws IOException {
        installed(version);

        assertThatThrownBy(this::find).isInstanceOf(IOException.class)
                .hasMessageContaining("LETHE_POSTGRES")
                .hasMessageContaining(version);
    }

    @Test
    void refusesAFolderWithoutAServer() {
        assertThatThrownBy(this::find).isInstanceOf(IOException.class)
                .hasMessageContaining("LETHE_POSTGRES")
                .hasMessageContaining("bin/postgres");
    }

    @Test
    @Tag("case-90")
    void saysThatNothingIsPackedForAnotherMachine() {
        assertThatThrownBy(() -> PostgresBinaries.archive("Linux", "riscv64")).isInstanceOf(StartFailure.class)
                .hasMessageContaining("LETHE_POSTGRES");
    }

    @Test
    void findsWhatTheBuildPackedForThisMachine() {
        assertThat(PostgresBinaries.archive(System.getProperty("os.name"), System.getProperty("os.arch")))
                .startsWith("postgres-");
    }

    private PostgresBinaries find() throws IOException {
        return PostgresBinaries.find(installed.resolve("cache"), Map.of("LETHE_POSTGRES", installed.toString()));
    }

    private void installed(String version) throws IOException {
        Path server = Files.createDirectories(installed.resolve("bin")).resolve("postgres");
        Files.writeString(server, "#!/bin/sh\necho '" + version + "'\n");
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));
        Files.copy(server, server.resolveSibling("initdb"), StandardCopyOption.COPY_ATTRIBUTES);
    }
}
