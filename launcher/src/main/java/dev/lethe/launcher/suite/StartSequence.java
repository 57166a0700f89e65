package dev.lethe.launcher.suite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.distribution.Java;
import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.process.ProcessSpecification;
import dev.lethe.launcher.process.ProcessSpecification.StopSignal;
import dev.lethe.launcher.process.Readiness;
import dev.lethe.launcher.process.StartFailure;

/// Starts stores, then services. Only so many start at once as the processors can serve: more would make each of
/// them slower and none of them sooner.
final class StartSequence {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final SuiteOptions options;
    private final Map<String, PostgresCluster> clusters;
    private final Map<String, ManagedProcess> processes;
    private final Map<String, Program> programs = new ConcurrentHashMap<>();
    private final Map<String, Program> recorded = new LinkedHashMap<>();
    private final long begin = System.nanoTime();

    StartSequence(SuiteOptions options, Map<String, PostgresCluster> clusters, Map<String, ManagedProcess> processes) {
        this.options = options;
        this.clusters = clusters;
        this.processes = processes;
    }

    /// Makes data folders and unpacks programs, where there are none yet.
    void prepare() throws InterruptedException {
        var steps = new ArrayList<Callable<?>>();
        clusters.values().forEach(cluster -> steps.add(() -> {
            cluster.initialise();
            return cluster;
        }));
        for (var module : options.modules()) {
            steps.add(() -> programs.put(module, unpacked(module)));
        }
        run(steps, Runtime.getRuntime().availableProcessors() + 1);
    }

    void stores() throws InterruptedException {
        startStores();
        run(List.of(() -> awaited(broker())), 1);
    }

    /// Answers when the databases serve; the broker takes longer, and keyholders do without it.
    private void startStores() throws InterruptedException {
        var steps = new ArrayList<Callable<?>>();
        var program = program("launcher");
        var broker = new Stores(options).broker(program);
        remember(broker.name(), program, options.aot());
        clusters.values().forEach(cluster -> processes.put(cluster.process().name(), cluster.process()));
        processes.put(broker.name(), broker);
        broker.start();
        clusters.values().forEach(cluster -> steps.add(() -> start(cluster)));
        run(steps, steps.size());
    }

    void everything(Identities identities) throws IOException, InterruptedException {
        startStores();
        var settings = new ServiceSettings(options, identities);
        for (var service : ServiceName.ALL) {
            identities.identity(service.name(), service.role());
        }
        var steps = new ArrayList<Callable<?>>();
        for (var service : ServiceName.ALL) {
            var process = service(service, settings);
            processes.put(service.name(), process);
            if (service.equals(ServiceName.ACCOUNT)) {
                steps.add(() -> awaited(broker()));
            }
            steps.add(service.isKeyholder() ? () -> start(process) : () -> startAfterBroker(process));
        }
        run(steps, Runtime.getRuntime().availableProcessors() + 1);
    }

    private ManagedProcess service(ServiceName service, ServiceSettings settings) throws IOException {
        var home = options.home();
        var cluster = clusters.get(service.isKeyholder() ? service.name() + "-postgres" : Stores.MAIN);
        var file = settings.write(service, java.util.Objects.requireNonNull(cluster));
        var program = program(service.module());
        var command = Java.command(program, service.heap(), options.mode(), aot(service));
        remember(service.name(), program, aot(service));
        command.addAll(List.of("-jar", program.jar().toString(), "--spring.config.additional-location=file:" + file));
        var readiness = Readiness.http(options.ports().http(Port.of(service.name())).resolve("/readyz"));
        return new ManagedProcess(
                new ProcessSpecification(service.name(), command, Map.of("MALLOC_ARENA_MAX", "2"), home.run(),
                        home.log(service.name()), home.record(service.name()), readiness, StopSignal.TERM));
    }

    /// Only the first keyholder records: they all run the same program.
    private Aot aot(ServiceName service) {
        var repeats = service.isKeyholder() && !service.equals(ServiceName.KEYHOLDERS.getFirst());
        return options.aot().records() && repeats ? Aot.USE : options.aot();
    }

    /// The programs that write a record when they end, by the name of their process. A build may replace them meanwhile.
    Map<String, Program> recorded() {
        return recorded;
    }

    private void remember(String process, Program program, Aot aot) {
        if (aot.records() && !program.wasRecorded()) {
            recorded.put(process, program);
        }
    }

    private Program program(String module) {
        return java.util.Objects.requireNonNull(programs.get(module));
    }

    private Program unpacked(String module) throws IOException, InterruptedException {
        return options.distribution()
                .program(module, options.mode())
                .orElseThrow(() -> new StartFailure(
                        "The program of " + module + " is not built: run ./lethe up, or mvn package."));
    }

    private ManagedProcess start(PostgresCluster cluster) throws SQLException {
        start(cluster.process());
        cluster.createDatabases();
        return cluster.process();
    }

    private ManagedProcess broker() {
        return java.util.Objects.requireNonNull(processes.get(Stores.BROKER));
    }

    private ManagedProcess startAfterBroker(ManagedProcess process) {
        broker().awaitReady(LIMIT);
        return start(process);
    }

    private ManagedProcess start(ManagedProcess process) {
        process.start();
        return awaited(process);
    }

    private ManagedProcess awaited(ManagedProcess process) {
        process.awaitReady(LIMIT);
        options.progress().ready(process.name(), Duration.ofNanos(System.nanoTime() - begin));
        return process;
    }

    /// Runs the steps in order on so many threads; the first failure ends the rest.
    private static void run(List<Callable<?>> steps, int threads) throws InterruptedException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var completion = new ExecutorCompletionService<>(executor);
            steps.forEach(step -> completion.submit(step::call));
            try {
                for (var i = 0; i < steps.size(); i++) {
                    completion.take().get();
                }
            } catch (ExecutionException | CancellationException e) {
                executor.shutdownNow();
                throw failure(e);
            } catch (InterruptedException e) {
                executor.shutdownNow();
                throw e;
            }
        }
    }

    private static StartFailure failure(Exception e) {
        if (e.getCause() instanceof StartFailure failure) {
            return failure;
        }
        var failure = new StartFailure(String.valueOf(e.getCause() == null ? e : e.getCause()));
        failure.initCause(e);
        return failure;
    }
}
