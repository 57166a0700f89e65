package dev.lethe.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// One process of the suite. It can be killed and started again with the same command, which is what crash tests do.
public final class ManagedProcess {

    /// Exit codes of a program that ended by itself or was asked to by SIGTERM.
    private static final Set<Integer> IN_ORDER = Set.of(0, 128 + 15);

    private final ProcessSpecification specification;
    private final Map<String, String> extraArguments = new LinkedHashMap<>();
    private volatile Consumer<ManagedProcess> unexpectedEnd = _ -> {};
    private volatile @Nullable Process process;
    private volatile boolean stopping;

    public ManagedProcess(ProcessSpecification specification) {
        this.specification = specification;
    }

    public String name() {
        return specification.name();
    }

    /// Where everything the process prints is appended.
    public Path log() {
        return specification.log();
    }

    /// Called on another thread when the process ends without having been asked to by [#stop(Duration)] or [#kill()].
    public void onUnexpectedEnd(Consumer<ManagedProcess> listener) {
        unexpectedEnd = listener;
    }

    /// Adds `--key=value` to the command line of later starts; tests arm failpoints with it.
    public void property(String key, String value) {
        extraArguments.put(key, value);
    }

    public void withoutProperty(String key) {
        extraArguments.remove(key);
    }

    /// Starts the process and returns at once; see [#awaitReady(Duration)].
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        stopping = false;
        try {
            Files.createDirectories(log().getParent());
            specification.readiness().reset();
            var builder = new ProcessBuilder(DetachedCommand.of(command())).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .directory(specification.directory().toFile());
            CleanEnvironment.leaveIn(builder.environment());
            builder.environment().putAll(specification.environment());
            var started = builder.start();
            process = started;
            ProcessRecord.of(started.toHandle()).write(specification.record());
            var _ = started.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " cannot be started", e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(specification.command());
        extraArguments.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    private void ended(Process ended) {
        if (!stopping && ended.equals(process)) {
            unexpectedEnd.accept(this);
        }
    }

    public boolean isAlive() {
        var current = process;
        return current != null && current.isAlive();
    }

    public boolean isReady() { return isAlive() && specification.readiness().isReady(); }

    public @Nullable ProcessHandle handle() {
        var current = process;
        return current == null ? null : current.toHandle();
    }

    /// Waits until the process serves.
    ///
    /// @throws StartFailure when it ends before, or is not ready in time
    public void awaitReady(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new StartFailure(name() + " ended while starting." + LogTail.of(log()));
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure(
                        name() + " was not ready within " + limit.toSeconds() + " s." + LogTail.of(log()));
            }
            pause();
        }
    }

    /// Waits until the process has ended by itself and answers its exit code; 137 is a kill -9.
    public int awaitExit(Duration limit) {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        try {
            if (!current.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name() + " still runs after " + limit.toSeconds() + " s");
            }
            return current.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /// Ends the process as kill -9 does, and waits until it is gone.
    public void kill() {
        stopping = true;
        var current = process;
        if (current != null) {
            current.descendants().forEach(ProcessHandle::destroyForcibly);
            current.destroyForcibly();
            awaitExit(Duration.ofSeconds(30));
        }
    }

    /// Ends the process politely, and by force when it takes longer than `patience`.
    public void stop(Duration patience) {
        requestStop();
        var current = process;
        if (current == null) {
            return;
        }
        ProcessStop.await(current.toHandle(), patience);
        ProcessRecord.remove(specification.record());
    }

    /// As [#stop(Duration)], of a process that works on in a child when it has ended its own work, as a JVM does that records
    /// its AOT cache: that child may take its time until `isHurried`; then it is ended, and `patience` begins.
    ///
    /// @param alone how long it may take before it has such a child
    /// @return whether it ended in order and had the time for all its work
    public boolean stop(Duration alone, Duration patience, BooleanSupplier isHurried) {
        requestStop();
        var current = process;
        if (current == null) {
            return false;
        }
        var whole = ProcessStop.await(current.toHandle(), alone, patience, isHurried);
        ProcessRecord.remove(specification.record());
        return whole && !current.isAlive() && IN_ORDER.contains(current.exitValue());
    }

    /// Asks the process to end, without waiting.
    public void requestStop() {
        stopping = true;
        var current = process;
        if (current != null && current.isAlive()) {
            ProcessStop.signal(current.toHandle(), specification.stopSignal());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a process", e);
        }
    }
}
