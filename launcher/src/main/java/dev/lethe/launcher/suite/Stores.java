package dev.lethe.launcher.suite;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lethe.launcher.database.ClusterSpecification;
import dev.lethe.launcher.database.Passwords;
import dev.lethe.launcher.database.PostgresBinaries;
import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.distribution.Java;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.distribution.Program;
import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.process.ProcessSpecification;
import dev.lethe.launcher.process.ProcessSpecification.StopSignal;
import dev.lethe.launcher.process.Readiness;

/// Makes the database servers and the broker of a suite: one server for the services, and one for each keyholder,
/// which shares nothing with anybody.
final class Stores {

    static final String MAIN = "postgres";
    static final String BROKER = "kafka";
    private static final int BROKER_HEAP = 256;

    private final SuiteOptions options;

    Stores(SuiteOptions options) {
        this.options = options;
    }

    /// By the name of their process.
    Map<String, PostgresCluster> clusters() throws IOException {
        var binaries = PostgresBinaries.find(options.distribution().cache(), System.getenv());
        var clusters = new LinkedHashMap<String, PostgresCluster>();
        clusters.put(MAIN, cluster(binaries, MAIN, Port.POSTGRES, List.of("account", "message", "contact", "media"),
                memory()));
        for (var holder : ServiceName.KEYHOLDERS) {
            var name = holder.name() + "-postgres";
            clusters.put(name, cluster(binaries, name, Port.of(name), List.of("keyholder"),
                    Map.of("shared_buffers", "4MB", "max_connections", "12", "max_wal_size", "64MB", "wal_buffers",
                            "512kB")));
        }
        return clusters;
    }

    private Map<String, String> memory() {
        if (options.mode() == Mode.SMALL) {
            return Map.of("shared_buffers", "64MB", "max_connections", "80");
        }
        return Map.of("shared_buffers", "1GB", "effective_cache_size", "8GB", "max_wal_size", "8GB",
                "checkpoint_timeout", "15min", "max_connections", "80");
    }

    private PostgresCluster cluster(PostgresBinaries binaries, String name, Port port, List<String> databases,
            Map<String, String> settings) {
        var home = options.home();
        return new PostgresCluster(binaries,
                new ClusterSpecification(name, home.data(), home.data().resolve(folder(name)), home.log(name),
                        home.record(name), options.port(port), settings, databases,
                        new Passwords(home.secrets().resolve(name))));
    }

    /// A keyholder's database lies beside its epoch key's folder, not in it.
    private static String folder(String name) {
        return name.equals(MAIN) ? name : name.replace("-postgres", "/postgres");
    }

    ManagedProcess broker(Program program) {
        var home = options.home();
        var ready = home.run().resolve("kafka.ready");
        var command = Java.command(program, BROKER_HEAP, options.mode(), options.aot());
        command.addAll(List.of("-cp", program.jar().toString(), "dev.lethe.launcher.broker.BrokerProcess",
                home.data().resolve("kafka").toString(), Integer.toString(options.port(Port.KAFKA)),
                Integer.toString(options.port(Port.KAFKA_CONTROLLER)), ready.toString()));
        return new ManagedProcess(
                new ProcessSpecification(BROKER, command, Map.of("MALLOC_ARENA_MAX", "2"), home.data(),
                        home.log(BROKER), home.record(BROKER), Readiness.file(ready), StopSignal.TERM));
    }
}
