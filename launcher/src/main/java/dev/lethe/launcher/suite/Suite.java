package dev.lethe.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.inbox.MailInbox;
import dev.lethe.launcher.inbox.SmsInbox;
import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.process.StartFailure;

/// The running suite. Tests kill and start its processes through it:
///
/// ```java
/// try (var suite = Suite.start(SuiteOptions.temporary())) {
///     suite.process("message-service").kill();
/// }
/// ```
public final class Suite implements AutoCloseable {

    /// How long [#close()] takes at most, all hanging.
    public static final Duration LONGEST_CLOSE = Duration.ofMinutes(17);
    /// How long a process may take to stop before force is used.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FAILED_START = Duration.ofSeconds(5);
    /// How long all processes together may write their AOT caches, which they do at their end.
    private static final Duration RECORDING = Duration.ofMinutes(10);

    private final SuiteOptions options;
    private final HomeLock lock;
    private final SmsInbox smsInbox;
    private final MailInbox mailInbox;
    private final Map<String, PostgresCluster> clusters;
    /// In the order of their start; they stop in reverse.
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
    private Map<String, Program> recorded = Map.of();
    private Duration startDuration = Duration.ZERO;
    private final Thread logWatch;
    private @Nullable BackgroundTraining training;
    private volatile boolean hurried;
    private boolean closed;

    private Suite(SuiteOptions options, HomeLock lock, Map<String, PostgresCluster> clusters, SmsInbox smsInbox,
            MailInbox mailInbox) {
        this.options = options;
        this.lock = lock;
        this.clusters = clusters;
        this.smsInbox = smsInbox;
        this.mailInbox = mailInbox;
        logWatch = options.home().logFiles().watch(LogFiles.PAUSE);
    }

    /// The inboxes have threads of their own, which would keep a failed launcher alive: what fails later closes them.
    private static Suite prepared(SuiteOptions options, HomeLock lock) throws IOException {
        var clusters = new Stores(options).clusters();
        var gateway = options.ports().http(Port.GATEWAY);
        var smsInbox = new SmsInbox(options.port(Port.SMS_INBOX), gateway);
        try {
            var mailInbox = new MailInbox(options.port(Port.SMTP), options.port(Port.MAIL_INBOX), gateway);
            return new Suite(options, lock, clusters, smsInbox, mailInbox);
        } catch (IOException | RuntimeException e) {
            smsInbox.close();
            throw e;
        }
    }

    /// As [#start(SuiteOptions)] does, for a person who waits: AOT caches that are missing are recorded beside the suite,
    /// once it runs.
    ///
    /// @throws StartFailure with a message for people; nothing is left running then
    public static Suite startAtOnce(SuiteOptions options) throws IOException {
        try {
            Training.stopLeftovers(options);
            var suite = startNow(options);
            suite.training = BackgroundTraining.beside(options);
            return suite;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while starting.");
        }
    }

    /// Starts everything and waits until it serves. Programs must be built; AOT caches are recorded first where
    /// they are missing, which takes minutes once.
    ///
    /// @throws StartFailure with a message for people; nothing is left running then
    public static Suite start(SuiteOptions options) {
        try {
            Training.recordMissing(options);
            return startNow(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while starting.");
        }
    }

    static Suite startNow(SuiteOptions options) throws IOException, InterruptedException {
        var lock = HomeLock.of(options.home());
        try {
            var stopped = Preflight.stopLeftovers(options.home());
            if (!stopped.isEmpty()) {
                options.progress().note("Stopped what an earlier run left: " + String.join(", ", stopped));
            }
            options.ports().requireFree(options.gatewayAddress());
            Machine.of(options.home().folder()).requireRoomToRun();
            options.home().logFiles().beginRun();
            return launch(prepared(options, lock));
        } catch (IOException | RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    private static Suite launch(Suite suite) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        try {
            suite.startAll();
            suite.startDuration = Duration.ofNanos(System.nanoTime() - begin);
            return suite;
        } catch (IOException | RuntimeException | InterruptedException e) {
            Thread.interrupted();
            if (suite.options.aot().records()) {
                suite.discard();
            }
            suite.close(FAILED_START);
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        var start = new StartSequence(options, clusters, processes);
        recorded = start.recorded();
        start.prepare();
        if (options.content() == SuiteOptions.Content.EVERYTHING) {
            start.everything(Identities.in(options.home().keys()));
        } else {
            start.stores();
        }
    }

    /// Whether others on this machine's network reach the gateway.
    public boolean isOpenToTheNetwork() { return options.isOpenToTheNetwork(); }

    /// The only door for apps.
    public URI gateway() {
        return options.ports().http(Port.GATEWAY);
    }

    public URI explorer() {
        return gateway().resolve("/explorer");
    }

    /// A service's own HTTP port, which apps do not use.
    public URI address(String service) {
        return options.ports().http(Port.of(service));
    }

    /// A service's port for other services; asks for a certificate.
    public URI internalAddress(String service) {
        return options.ports().https(Port.internalOf(service));
    }

    public SmsInbox smsInbox() {
        return smsInbox;
    }

    public MailInbox mailInbox() {
        return mailInbox;
    }

    /// A process by name: `postgres`, `keyholder-1-postgres`, `kafka`, `keyholder-1`, `account-service`, …
    public ManagedProcess process(String name) {
        var process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("No process is called " + name + ", but " + processes.keySet());
        }
        return process;
    }

    /// In the order of their start.
    public Collection<ManagedProcess> processes() {
        return List.copyOf(processes.values());
    }

    public ManagedProcess kafka() {
        return process("kafka");
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + options.port(Port.KAFKA);
    }

    /// The server with the databases `account`, `message`, `contact` and `media`.
    public PostgresCluster postgres() {
        return java.util.Objects.requireNonNull(clusters.get(Stores.MAIN));
    }

    /// A keyholder's server; its database is `keyholder`.
    public PostgresCluster keyholderPostgres(String keyholder) {
        return java.util.Objects.requireNonNull(clusters.get(keyholder + "-postgres"));
    }

    /// Holds everything stored: databases, the broker's logs, blobs, epoch keys.
    public Path dataFolder() {
        return options.home().data();
    }

    /// Holds everything printed, `<process>.log`.
    public Path logFolder() {
        return options.home().log();
    }

    public Home home() {
        return options.home();
    }

    /// Certificates and keys by process name, for tests that speak to internal ports.
    public Path keyFolder() {
        return options.home().keys();
    }

    /// From the first process until the last one was ready.
    public Duration startDuration() {
        return startDuration;
    }

    /// What all processes hold together, this one included.
    public ResidentMemory residentMemory() {
        var children = processes.values().stream().flatMap(process -> Stream.ofNullable(process.handle()));
        return ResidentMemory.of(Stream.concat(children, Stream.of(ProcessHandle.current())));
    }

    /// Stops everything in reverse order.
    @Override
    public void close() {
        if (training != null) {
            training.close();
        }
        if (!recordsAtItsEnd()) {
            close(PATIENCE);
            return;
        }
        var deadline = System.nanoTime() + RECORDING.toNanos();
        close(PATIENCE, process -> options.progress().note("  stopped " + process.name()),
                () -> hurried || System.nanoTime() > deadline).ifPresent(this::keepRecords);
    }

    /// Ends all processes at once, whose data nobody wants any more, after their start. A [#close()] that is under way, or
    /// comes, finds nothing left to wait for, and records nothing.
    void discard() {
        hurried = true;
        // an interrupted thread could not wait for them
        var interrupted = Thread.interrupted();
        List.copyOf(processes.values()).forEach(ManagedProcess::kill);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether [#close()] records how the programs start, which takes a minute or more.
    private boolean recordsAtItsEnd() {
        return options.aot().records() && !recorded.isEmpty();
    }

    private void keepRecords(Set<String> inOrder) {
        // a file cannot be locked by an interrupted thread
        var interrupted = Thread.interrupted();
        try {
            var kept = Training.keepAlone(options, recorded, inOrder);
            options.progress().note(kept.isEmpty() ? "Nothing was recorded." : "Recorded " + String.join(", ", kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void close(Duration patience) {
        var _ = close(patience, _ -> {}, () -> true);
    }

    /// Answers who ended in order, unless that was done before.
    private synchronized Optional<Set<String>> close(Duration patience, Consumer<ManagedProcess> stopped,
            BooleanSupplier isHurried) {
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        logWatch.interrupt();
        var inOrder = new StopSequence(patience, stopped, isHurried).stop(processes);
        smsInbox.close();
        mailInbox.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(inOrder);
    }
}
