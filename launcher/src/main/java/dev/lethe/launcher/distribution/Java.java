package dev.lethe.launcher.distribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the suite's Java processes are run: small, quick to start, and leaving no memory dump behind, for a dump
/// would hold keys.
public final class Java {

    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k",
            "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null", "-XX:ReservedCodeCacheSize=48m", "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25", "-Djava.net.preferIPv4Stack=true", "-Xlog:disable", "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private Java() {
    }

    /// The JDK that runs the launcher also runs the rest.
    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The command up to the program's own arguments.
    ///
    /// @param heap megabytes
    public static List<String> command(Program program, int heap, Aot aot) {
        var command = new ArrayList<String>();
        command.add(program());
        command.addAll(FLAGS);
        command.add("-Xmx" + heap + "m");
        if (aot != Aot.NONE && program.hasAotCache()) {
            command.add("-XX:AOTCache=" + program.aotCache());
        } else if (aot == Aot.RECORD) {
            command.add("-XX:AOTCacheOutput=" + program.aotCache());
        }
        return command;
    }

    /// Changes when a cache recorded before may no longer fit.
    static String fingerprint() {
        return System.getProperty("java.vm.version") + FLAGS;
    }

    /// Whether a run uses an AOT cache, or makes one at its end where there is none.
    public enum Aot {
        NONE, USE, RECORD
    }
}
