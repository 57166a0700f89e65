package dev.lethe.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this class path in a process of its own, for what only happens to processes. What it prints goes to
/// `target/processes.log`.
public final class OwnProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final List<String> command;
    private Process process;

    private OwnProcess(List<String> command) {
        this.command = command;
        this.process = begin();
        // even a frozen one goes with the tests that are broken off
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// To be called by the program: it ends with whoever started it, however that ended.
    public static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        });
    }

    /// Starts the program.
    public static OwnProcess of(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new OwnProcess(command);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() { return process.isAlive(); }

    /// As an operator restarts it.
    public void restart() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        process = begin();
    }

    /// As a power cut does.
    public void killAndRestart() {
        close();
        process = begin();
    }

    /// Stops it in the middle of whatever it does, as a long pause of its machine would.
    public void freeze() {
        signal("-STOP");
    }

    /// Ends [#freeze].
    public void goOn() {
        signal("-CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(pid())).start().onExit().join();
            if (kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + signal + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process begin() {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of("target", "processes.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
