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

    /// Waits `alone` for the process's own work, and for what it starts after that as long as nobody hurries. From then on it
    /// waits `patience`, in which it ends what the process starts.
    ///
    /// @return whether everything ended by itself
    static boolean await(ProcessHandle handle, Duration alone, Duration patience, BooleanSupplier isHurried) {
        var leftAlone = alone.toNanos();
        var left = patience.toNanos();
        var whole = true;
        for (var looked = System.nanoTime(); left > 0 && leftAlone > 0
                && !Thread.currentThread().isInterrupted();) {
            if (hasEnded(handle, LOOK)) {
                return whole;
            }
            var now = System.nanoTime();
            var children = handle.descendants().toList();
            if (isHurried.getAsBoolean()) {
                left -= now - looked;
                children.forEach(ProcessHandle::destroyForcibly);
                whole &= children.isEmpty();
            } else if (children.isEmpty()) {
                leftAlone -= now - looked;
            }
            looked = now;
        }
        return await(handle, Duration.ZERO) && whole;
    }

    /// Answers whether the process ended by itself.
    static boolean await(ProcessHandle handle, Duration patience) {
        if (hasEnded(handle, patience)) {
            return true;
        }
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
        hasEnded(handle, Duration.ofSeconds(10));
        return false;
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
