package dev.lethe.launcher.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import dev.lethe.launcher.process.StartFailure;

/// The PostgreSQL programs of a suite: those of the Maven artifact, which is built to be small, or the ones that are
/// installed on this machine.
public final class PostgresBinaries {

    /// Names the folder in which PostgreSQL is installed, the one above `bin`.
    static final String INSTALLED = "LETHE_POSTGRES";
    private static final String VERSION = "18";
    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /// The installed ones where the environment names them; otherwise the artifact's, unpacked into `cache` unless that
    /// was done before.
    public static PostgresBinaries find(Path cache, Map<String, String> environment) throws IOException {
        var installed = environment.getOrDefault(INSTALLED, "");
        return installed.isEmpty() ? in(cache) : installedIn(Path.of(installed).toAbsolutePath().normalize());
    }

    private static PostgresBinaries installedIn(Path folder) throws IOException {
        var binaries = new PostgresBinaries(folder);
        for (var program : List.of("postgres", "initdb")) {
            if (!Files.isExecutable(Path.of(binaries.program(program)))) {
                throw new IOException(INSTALLED + " names a folder without bin/" + program + ": " + folder);
            }
        }
        var asked = new ProcessBuilder(binaries.program("postgres"), "--version").redirectErrorStream(true).start();
        var version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!version.matches("postgres \\(PostgreSQL\\) " + VERSION + "\\.\\d+.*")) {
            throw new IOException(INSTALLED + " names no PostgreSQL " + VERSION + ": " + version);
        }
        return binaries;
    }

    private static PostgresBinaries in(Path cache) throws IOException {
        var archive = archive();
        var folder = cache.resolve("postgresql-" + VERSION + "-" + archive.replace(".txz", ""));
        if (!Files.isDirectory(folder)) {
            unpack(archive, cache, folder);
        }
        return new PostgresBinaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        return archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String archive(String systemName, String processorName) {
        var system = systemName.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var processor = switch (processorName) {
            case "aarch64", "arm64" -> "arm_64";
            case "amd64", "x86_64" -> "x86_64";
            default -> processorName;
        };
        var name = "postgres-" + system + "-" + processor + ".txz";
        if (PostgresBinaries.class.getResource("/" + name) != null) {
            return name;
        }
        throw new StartFailure(
                "No PostgreSQL for this machine was packed by the build (%s). %s names one that is installed: the folder above bin."
                        .formatted(name, INSTALLED));
    }

    private static void unpack(String archive, Path cache, Path folder) throws IOException {
        Files.createDirectories(cache);
        var temporary = Files.createTempDirectory(cache, "postgresql-");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            extract(java.util.Objects.requireNonNull(resource), temporary);
        }
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
            // Another launcher was faster; its copy is as good.
        }
    }

    private static void extract(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("An archive entry leads outside: " + entry.getName());
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isLink()) {
            Files.createLink(target, target.getFileSystem().getPath(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
