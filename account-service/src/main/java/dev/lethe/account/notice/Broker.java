package dev.lethe.account.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/// Asks whether Kafka answers. A code that is needed within five minutes must not wait in the outbox for it.
@Component
public class Broker {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /// However many ask, the broker is asked once in this time.
    private static final Duration SHARED = Duration.ofSeconds(3);

    private final KafkaAdmin admin;
    private final Clock clock;
    private boolean wasReachable;
    private Instant askedAt = Instant.MIN;

    Broker(KafkaAdmin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /// Whether a notice that is posted now arrives in time.
    public synchronized boolean isReachable() {
        if (!clock.instant().isBefore(askedAt.plus(SHARED))) {
            wasReachable = ask();
            askedAt = clock.instant();
        }
        return wasReachable;
    }

    private boolean ask() {
        var settings = new HashMap<String, Object>(admin.getConfigurationProperties());
        settings.putAll(Map.of(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
        Admin client = Admin.create(settings);
        try {
            return !client.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            client.close(Duration.ZERO);
        }
    }
}
