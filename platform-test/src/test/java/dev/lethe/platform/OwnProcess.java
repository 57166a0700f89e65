package dev.lethe.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of this class path in a process of its own, for what only happens to processes. What it prints goes to
/// `target/processes.log`.
public final class OwnProcess implements AutoCloseable {

    private final List<String> command;
    private Process process;

    private OwnProcess(List<String> command) {
        this.command = command;
        this.process = begin();
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
        process.onExit().join();
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
            new ProcessBuilder("kill", signal, Long.toString(pid())).start().onExit().join();
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
