package dev.lethe.launcher.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.suite.Home;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.launcher.suite.SuiteOptions;

/// `./lethe up`: the whole suite until Ctrl-C.
public final class UpCommand {

    private static final Duration AGAIN = Duration.ofMinutes(2);

    private UpCommand() {
    }

    public static int run(Mode mode) throws IOException {
        var terminal = new TerminalProgress(System.out);
        var small = SuiteOptions.ofCheckout(Home.ofCheckout(), terminal);
        var options = mode == Mode.PRODUCTION ? small.production() : small;
        var stopped = stopOnSignal(terminal);
        try {
            terminal.note("Starting; what each process prints goes to " + options.home().log());
            try (var suite = Suite.startAtOnce(options)) {
                suite.processes().forEach(process -> process.onUnexpectedEnd(ended -> startAgain(ended, terminal)));
                tell(suite);
                awaitSignal();
            }
            terminal.note("Stopped.");
            return 0;
        } finally {
            stopped.countDown();
        }
    }

    /// A signal interrupts this thread wherever it is, and the process ends only after it has cleaned up.
    private static CountDownLatch stopOnSignal(TerminalProgress terminal) {
        var stopped = new CountDownLatch(1);
        var starter = Thread.currentThread();
        var asked = new AtomicBoolean();
        Runnable stop = () -> {
            if (asked.compareAndSet(false, true)) {
                terminal.note("Stopping");
                starter.interrupt();
            }
        };
        StopSignals.handle(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (stopped.getCount() > 0 && !asked.get()) {
                stop.run();
            }
            try {
                stopped.await(Suite.LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }, "stop"));
        return stopped;
    }

    private static void awaitSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            // Asked to stop.
        }
    }

    private static void tell(Suite suite) {
        var memory = suite.residentMemory();
        System.out.printf("""

                Lethe is up: ready in %.1f s; all processes together hold %,d MiB (%s, PostgreSQL's children included).

                  gateway       %s
                  API explorer  %s
                  SMS inbox     %s
                  mail inbox    %s

                Ctrl-C stops everything. Data stays in %s; ./lethe reset forgets it.
                """, suite.startDuration().toMillis() / 1000.0, memory.mebibytes(), memory.measure(), suite.gateway(),
                suite.explorer(), suite.smsInbox().address(), suite.mailInbox().address(), suite.dataFolder());
        warnOfTheNetwork(suite);
    }

    private static void warnOfTheNetwork(Suite suite) {
        if (suite.isOpenToTheNetwork()) {
            System.out.printf("""

                    Everybody on this machine's network reaches the gateway, at %s, without TLS:
                    who listens on the network can read all that travels. The inboxes stay on this machine.
                    """, Network.addresses(suite.gateway().getPort()));
        }
    }

    private static void startAgain(ManagedProcess ended, TerminalProgress terminal) {
        terminal.note(ended.name() + " ended unexpectedly (see " + ended.log() + "); starting it again");
        Thread.ofPlatform().daemon().name("again-" + ended.name()).start(() -> {
            try {
                ended.start();
                ended.awaitReady(AGAIN);
                terminal.note(ended.name() + " is back");
            } catch (RuntimeException failure) {
                terminal.note(String.valueOf(failure.getMessage()));
            }
        });
    }
}
