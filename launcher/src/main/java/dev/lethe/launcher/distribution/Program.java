package dev.lethe.launcher.distribution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;

import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.process.CleanEnvironment;

/// One program, unpacked beside its libraries. Its folder is named by its content, so that a new build gets a new
/// folder and new AOT caches, and an equal one keeps the old.
///
/// @param jar      what to start; its manifest names the libraries
/// @param aotCache recorded by a first run in the same mode; may not exist yet
public record Program(String module, Path jar, Path aotCache) {

    private static final int KEPT = 2;

    static Program unpacked(String module, Path source, Path cache, Mode mode)
            throws IOException, InterruptedException {
        var programs = Files.createDirectories(cache.resolve(module));
        var folder = programs.resolve(fingerprint(source));
        try (var lock = FileChannel.open(programs.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.isDirectory(folder)) {
                unpack(source, folder);
                removeOld(programs);
            }
        }
        return new Program(module, folder.resolve(source.getFileName()), folder.resolve(aotCache(mode)));
    }

    /// A record fits only processes that verify and compile as the recorded one did.
    private static String aotCache(Mode mode) {
        return switch (mode) {
            case SMALL -> "program.aot";
            case PRODUCTION -> "production.aot";
        };
    }

    public boolean hasAotCache() {
        return Files.isRegularFile(aotCache);
    }

    /// Whether recording was tried; where it brought nothing it is not tried again, and the program starts slower.
    public boolean wasRecorded() {
        return hasAotCache() || Files.exists(withoutRecord());
    }

    /// Where a process writes its cache while it ends; only a whole one takes the place of `aotCache`.
    Path newAotCache() {
        return aotCache.resolveSibling(aotCache.getFileName() + ".new");
    }

    /// Keeps what a run recorded that has ended, if it is whole; a process that was killed may have left half of it.
    ///
    /// @return whether there is a new record
    public boolean keepRecord() throws IOException {
        if (wasRecorded() || !isWhole(newAotCache())) {
            discardRecord();
            return false;
        }
        Files.deleteIfExists(newAotCache().resolveSibling(newAotCache().getFileName() + ".config"));
        Files.move(newAotCache(), aotCache, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /// Throws away what a process left that was ended before its time; recording is tried again.
    public void discardRecord() throws IOException {
        Files.deleteIfExists(newAotCache().resolveSibling(newAotCache().getFileName() + ".config"));
        Files.deleteIfExists(newAotCache());
    }

    /// Notes that recording was tried and brought nothing. A later build may have removed this one meanwhile.
    public void noteMissingRecord() throws IOException {
        var folder = aotCache.getParent();
        if (!wasRecorded() && folder != null && Files.isDirectory(folder)) {
            Files.createFile(withoutRecord());
        }
    }

    /// The JVM writes the head last, over zeros.
    private static boolean isWhole(Path cache) throws IOException {
        if (!Files.isRegularFile(cache)) {
            return false;
        }
        try (var bytes = Files.newInputStream(cache)) {
            var head = bytes.readNBytes(Integer.BYTES);
            return head.length == Integer.BYTES && !Arrays.equals(head, new byte[Integer.BYTES]);
        }
    }

    private Path withoutRecord() {
        return aotCache.resolveSibling(aotCache.getFileName() + ".none");
    }

    private static void unpack(Path source, Path folder) throws IOException, InterruptedException {
        var temporary = Files.createTempDirectory(folder.getParent(), "new-");
        var builder = new ProcessBuilder(Java.program(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
                source.toString(), "extract", "--force", "--destination", temporary.toString())
                .redirectErrorStream(true);
        CleanEnvironment.leaveIn(builder.environment());
        var extract = builder.start();
        var output = new String(extract.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (extract.waitFor() != 0) {
            throw new IOException(source + " cannot be unpacked: " + output);
        }
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A digest of names and checksums: as good as one of all bytes, and read in milliseconds.
    private static String fingerprint(Path source) throws IOException {
        try (var zip = new ZipFile(source.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> entry.getName() + ":" + entry.getCrc() + "\n")
                    .sorted()
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            digest.update(Java.fingerprint().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeOld(Path programs) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (var found = Files.newDirectoryStream(programs, Files::isDirectory)) {
            found.forEach(folders::add);
        }
        folders.sort(Comparator.comparingLong((Path folder) -> folder.toFile().lastModified()).reversed());
        for (var folder : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
            Folders.delete(folder);
        }
    }
}
