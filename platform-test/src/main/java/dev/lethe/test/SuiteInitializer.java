package dev.lethe.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import dev.lethe.test.broker.Broker;
import dev.lethe.test.folder.TemporaryFolder;
import dev.lethe.test.postgres.PostgresServer;
import dev.lethe.test.secret.TestSecrets;

/// Points a service at real stores and throw-away keys, with what the launcher would write into its settings.
final class SuiteInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /// Holds what a test says by `@DynamicPropertySource`; that wins.
    private static final String OF_THE_TEST = "Dynamic Test Properties";
    /// Those who ask share their processors with the service and many others, and do not ask again.
    private static final Map<String, Object> DEFAULTS = Map.of("lethe.overload.patience", "1m");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var service = context.getEnvironment().getRequiredProperty("lethe.service.name");
        var settings = new HashMap<String, Object>(TestSecrets.shared().settingsOf(service));
        settings.putAll(stores());
        settings.put("lethe.internal.port", freePort());
        for (var other : new String[] {"account", "message", "contact", "media"})
            settings.put("lethe." + other + ".internal-url", "https://127.0.0.1:" + freePort());
        settings.put("lethe.sms.inbox-url", "http://127.0.0.1:" + freePort());
        var sources = context.getEnvironment().getPropertySources();
        var suite = new MapPropertySource("lethe-test", settings);
        if (sources.contains(OF_THE_TEST))
            sources.addAfter(OF_THE_TEST, suite);
        else
            sources.addFirst(suite);
        sources.addLast(new MapPropertySource("lethe-test-defaults", DEFAULTS));
    }

    private static Map<String, Object> stores() {
        var database = PostgresServer.shared().newDatabase();
        return Map.of("spring.datasource.url", database.url(), "spring.datasource.username", database.username(),
                "spring.datasource.password", database.password(), "spring.kafka.bootstrap-servers",
                Broker.shared().bootstrapServers(), "lethe.blob.directory",
                TemporaryFolder.named("lethe-blobs-").toString());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
