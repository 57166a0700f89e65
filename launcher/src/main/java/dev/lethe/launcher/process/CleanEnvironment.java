package dev.lethe.launcher.process;

import java.util.Map;
import java.util.Set;

/// What a child process sees of the shell's environment: where programs and temporary files are, and the language. All
/// else stays out, since Spring, the JVM and PostgreSQL take settings from variables (`SERVER_PORT`,
/// `SPRING_DATASOURCE_URL`, `JAVA_TOOL_OPTIONS`, `PGPORT`) that were meant for other programs.
public final class CleanEnvironment {

    private static final Set<String> PASSED = Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR",
            "LD_LIBRARY_PATH");

    private CleanEnvironment() {
    }

    /// Removes what does not pass.
    public static void leaveIn(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !PASSED.contains(name) && !name.startsWith("LC_"));
    }
}
