package dev.lethe.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import dev.lethe.launcher.process.ProcessSpecification.StopSignal;

/// Ends a process by signal, then by force.
final class ProcessStop {

    private static final Duration LOOK = Duration.ofMillis(200);

    private ProcessStop() {
    }

    static void signal(ProcessHandle handle, StopSignal signal) {
        if (signal == StopSignal.TERM) {
            handle.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid())).start().waitFor();
        } catch (IOException _) {
            handle.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            handle.destroy();
        }
    }

    /// Ends what the process starts after its own work, as soon as that is asked for.
    static void await(ProcessHandle handle, Duration patience, BooleanSupplier isHurried) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            if (hasEnded(handle, LOOK)) {
                return;
            }
            if (isHurried.getAsBoolean()) {
                handle.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
        await(handle, Duration.ZERO);
    }

    static void await(ProcessHandle handle, Duration patience) {
        if (!hasEnded(handle, patience)) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            hasEnded(handle, Duration.ofSeconds(10));
        }
    }

    private static boolean hasEnded(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return !handle.isAlive();
        }
    }
}
