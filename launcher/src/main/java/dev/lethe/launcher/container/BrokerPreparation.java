package dev.lethe.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

import dev.lethe.launcher.broker.Topics;

/// Makes the topics that a broker lacks, and lets each service do at it what [BrokerAccess] says: no less, and no more.
public final class BrokerPreparation {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    private static void permit(Admin broker) throws ExecutionException, InterruptedException {
        var present = broker.describeAcls(AclBindingFilter.ANY).values().get();
        var missing = new HashSet<>(BrokerAccess.bindings());
        missing.removeAll(present);
        broker.createAcls(missing).all().get();
        var superfluous = new HashSet<>(present);
        superfluous.removeAll(BrokerAccess.bindings());
        broker.deleteAcls(filters(superfluous)).all().get();
        System.out.printf("%,d topics; what services may do: %,d entries, of which %,d are new; %,d taken away%n",
                Topics.all().size(), BrokerAccess.bindings().size(), missing.size(), superfluous.size());
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
