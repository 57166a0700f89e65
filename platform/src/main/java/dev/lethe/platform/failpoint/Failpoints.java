package dev.lethe.platform.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/// Halts the process at a named place when the setting `lethe.failpoint` names it, or the file `lethe.failpoint-file`
/// holds its name on a line. A name is taken out of the file before the process halts there, so that a process that is
/// started again dies at the next.
///
/// With `lethe.failpoint-trace` set, the names reached are appended to that file once each, so that a test learns
/// which failpoints a story executes.
public final class Failpoints {

    private static final int KILLED = 137;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable String armed;
    private static volatile @Nullable Path armedFile;
    private static volatile @Nullable Path trace;

    private Failpoints() {
    }

    /// Arms a failpoint by name, or those that a file names, and the trace; each may be absent.
    static void arm(@Nullable String name, @Nullable Path nameFile, @Nullable Path traceFile) {
        armed = name;
        armedFile = nameFile;
        trace = traceFile;
    }

    /// Marks a place worth dying at.
    public static void reach(String name) {
        if (name.equals(armed)) {
            Runtime.getRuntime().halt(KILLED);
        }
        Path names = armedFile;
        if (names != null) {
            haltIfHeld(name, names);
        }
        Path file = trace;
        if (file != null && SEEN.add(name)) {
            append(file, name);
        }
    }

    // One at a time: whoever comes second must not take its name out of the file and then live on, nor write it back.
    private static synchronized void haltIfHeld(String name, Path file) {
        if (Files.notExists(file)) {
            return;
        }
        try {
            List<String> names = new ArrayList<>(Files.readAllLines(file));
            if (names.remove(name)) {
                Path left = file.resolveSibling(file.getFileName() + ".left");
                Files.move(Files.write(left, names), file, StandardCopyOption.ATOMIC_MOVE);
                Runtime.getRuntime().halt(KILLED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String name) {
        try {
            Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
