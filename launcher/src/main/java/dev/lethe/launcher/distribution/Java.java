package dev.lethe.launcher.distribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the suite's Java processes are run: leaving no memory dump behind, for a dump would hold keys, and either small
/// and quick to start or fast once they are warm.
public final class Java {

    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xss512k",
            "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null", "-Djava.net.preferIPv4Stack=true", "-Xlog:disable", "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    /// What the build made is not verified at each start, which would take a quarter of a start without an AOT cache; one
    /// with a cache verifies nothing either.
    private static final List<String> SMALL = List.of("-XX:ReservedCodeCacheSize=48m", "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");
    /// Starts soonest and holds the least memory; its code seals some 20 MB a second.
    private static final List<String> QUICK_COMPILER = List.of("-XX:TieredStopAtLevel=1");
    /// The second compiler alone uses the AES instructions of the processor. It takes seconds of use, and 40 MiB; what is
    /// not as hot as a cipher is left to the first, or a start would pay for it.
    private static final List<String> BOTH_COMPILERS = List.of("-XX:TieredStopAtLevel=4",
            "-XX:Tier4InvocationThreshold=100000", "-XX:Tier4MinInvocationThreshold=12000",
            "-XX:Tier4CompileThreshold=300000", "-XX:Tier4BackEdgeThreshold=800000");
    /// Whoever records does not hold up those who use the machine meanwhile. Linux weighs sessions by what their autogroup
    /// says, and processes within one by how nice they are.
    private static final List<String> BEHIND_ALL_OTHERS = List.of("/bin/sh", "-c",
            "{ echo 19 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 19 \"$@\"", "sh");
    private static final String SEALS_FILES = "media-service";
    private static final List<String> FAST = fast();
    private static final int PRODUCTION_HEAP = 4;

    private Java() {
    }

    /// Requests share half of the processors in each service, since PostgreSQL and the others run beside it. Code and heap
    /// stand on large pages, which only Linux knows. ADR 9 has what either saves.
    private static List<String> fast() {
        var flags = new ArrayList<String>();
        var carriers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        flags.add("-Djdk.virtualThreadScheduler.parallelism=" + carriers);
        if (System.getProperty("os.name").startsWith("Linux")) {
            flags.add("-XX:+UseTransparentHugePages");
        }
        return flags;
    }

    private static List<String> compilers(Program program) {
        return program.module().equals(SEALS_FILES) ? BOTH_COMPILERS : QUICK_COMPILER;
    }

    /// The JDK that runs the launcher also runs the rest.
    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The command up to the program's own arguments.
    ///
    /// @param heap megabytes of a small process
    public static List<String> command(Program program, int heap, Mode mode, Aot aot) {
        var command = new ArrayList<String>();
        if (aot == Aot.RECORD_BEHIND) {
            command.addAll(BEHIND_ALL_OTHERS);
        }
        command.add(program());
        command.addAll(FLAGS);
        command.addAll(mode == Mode.PRODUCTION ? production(heap, aot) : small(program, heap));
        if (aot != Aot.NONE && program.hasAotCache()) {
            command.add("-XX:AOTCache=" + program.aotCache());
        } else if (aot.records() && !program.wasRecorded()) {
            command.add("-XX:AOTCacheOutput=" + program.newAotCache());
        }
        return command;
    }

    private static List<String> small(Program program, int heap) {
        var flags = new ArrayList<>(SMALL);
        flags.addAll(compilers(program));
        flags.add("-Xmx" + heap + "m");
        return flags;
    }

    /// A recording begins with a small heap, which grows where it must: it may run beside the suite that it is for.
    private static List<String> production(int heap, Aot aot) {
        var flags = new ArrayList<>(FAST);
        flags.add("-Xms" + (aot.records() ? heap : heap * PRODUCTION_HEAP) + "m");
        flags.add("-Xmx" + heap * PRODUCTION_HEAP + "m");
        return flags;
    }

    /// Changes when a cache recorded before may no longer fit.
    static String fingerprint() {
        return System.getProperty("java.vm.version") + FLAGS + SMALL + QUICK_COMPILER + BOTH_COMPILERS + FAST;
    }

    /// What a process is made for.
    public enum Mode {
        /// To start within seconds and hold little memory, at a third of the speed.
        SMALL,
        /// For load: both compilers and a larger heap.
        PRODUCTION
    }

    /// Whether a run uses an AOT cache; or uses one, and makes one at its end where there is none.
    public enum Aot {
        NONE, USE, RECORD,
        /// As [#RECORD], while others use the machine.
        RECORD_BEHIND;

        public boolean records() {
            return this == RECORD || this == RECORD_BEHIND;
        }
    }
}
