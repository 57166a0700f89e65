package dev.lethe.launcher.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts a process into a session of its own, so that Ctrl-C in a terminal reaches the launcher alone, which then
/// stops everything in order; and allows no core dump, which would hold keys. The process keeps its pid throughout.
final class DetachedCommand {

    private static final boolean HAS_SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .anyMatch(Files::isExecutable);

    private DetachedCommand() {
    }

    static List<String> of(List<String> command) {
        var script = HAS_SETSID ? "ulimit -c 0; exec setsid \"$@\"" : "ulimit -c 0; exec \"$@\"";
        var detached = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        detached.addAll(command);
        return detached;
    }
}
