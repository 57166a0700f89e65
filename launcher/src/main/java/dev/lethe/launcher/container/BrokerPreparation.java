package dev.lethe.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

import dev.lethe.launcher.broker.Topics;

/// Makes the topics that a broker lacks, and lets each service do at it what [BrokerAccess] says: no less, and no more.
public final class BrokerPreparation {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private BrokerPreparation() {
    }

    /// Makes the topics that are missing, and lets each service do with them what it must, and nothing else.
    ///
    /// @param settings properties of a client that may do everything
    public static void prepare(Path settings) throws IOException, InterruptedException {
        try (var broker = Admin.create(read(settings))) {
            Topics.createMissing(broker);
            permit(broker);
        } catch (ExecutionException e) {
            throw new IOException("The broker cannot be prepared: " + e.getCause(), e);
        }
    }

    /// A broker tells for some time yet what was before; so this ends when it tells what was wanted.
    private static void permit(Admin broker) throws ExecutionException, InterruptedException {
        var wanted = BrokerAccess.bindings();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var present = present(broker);
        var created = missing(wanted, present).size();
        var deleted = missing(present, wanted).size();
        while (!present.equals(wanted)) {
            broker.createAcls(missing(wanted, present)).all().get();
            broker.deleteAcls(filters(missing(present, wanted))).all().get();
            present = present(broker);
            if (!present.equals(wanted)) {
                if (System.nanoTime() > until) {
                    throw new ExecutionException("the broker does not take what services may do", null);
                }
                Thread.sleep(PAUSE);
            }
        }
        System.out.printf("%,d topics; what services may do: %,d entries, of which %,d are new; %,d taken away%n",
                Topics.all().size(), wanted.size(), created, deleted);
    }

    private static Set<AclBinding> present(Admin broker) throws ExecutionException, InterruptedException {
        return Set.copyOf(broker.describeAcls(AclBindingFilter.ANY).values().get());
    }

    private static Set<AclBinding> missing(Set<AclBinding> these, Set<AclBinding> those) {
        var missing = new HashSet<>(these);
        missing.removeAll(those);
        return missing;
    }

    private static List<AclBindingFilter> filters(Iterable<AclBinding> bindings) {
        var filters = new HashSet<AclBindingFilter>();
        bindings.forEach(binding -> filters.add(binding.toFilter()));
        return List.copyOf(filters);
    }

    private static Properties read(Path settings) throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(settings)) {
            properties.load(file);
        }
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }
}
