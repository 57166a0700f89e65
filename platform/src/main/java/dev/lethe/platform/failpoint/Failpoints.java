package dev.lethe.platform.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/// Halts the process at a named place when the system property or setting `lethe.failpoint` names it.
///
/// With `lethe.failpoint-trace` set, the names reached are appended to that file once each, so that a test learns
/// which failpoints a story executes.
public final class Failpoints {

    private static final int KILLED = 137;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable String armed;
    private static volatile @Nullable Path trace;

    private Failpoints() {
    }

    /// Arms a failpoint and the trace; either may be absent.
    static void arm(@Nullable String name, @Nullable Path traceFile) {
        armed = name;
        trace = traceFile;
    }

    /// Marks a place worth dying at.
    public static void reach(String name) {
        if (name.equals(armed)) {
            Runtime.getRuntime().halt(KILLED);
        }
        Path file = trace;
        if (file != null && SEEN.add(name)) {
            append(file, name);
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
