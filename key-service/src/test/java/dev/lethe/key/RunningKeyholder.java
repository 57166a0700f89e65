package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

import dev.lethe.platform.vault.HttpKeyholder;
import dev.lethe.platform.vault.Reader;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.folder.TemporaryFolder;
import dev.lethe.test.postgres.PostgresDatabase;
import dev.lethe.test.postgres.PostgresServer;
import dev.lethe.test.secret.TestSecrets;

/// One keyholder with a database and an epoch directory of its own, which outlive stops, kills and restores.
public final class RunningKeyholder implements AutoCloseable {

    public static final String NAME = "keyholder-1";

    @Configuration(proxyBeanMethods = false)
    static class MovedTime {

        static final TestClock CLOCK = new TestClock();

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    private final Map<String, String> settings = new HashMap<>();
    private final Path epochDirectory;
    private final int internalPort = freePort();
    private final int publicPort = freePort();
    private PostgresDatabase database = PostgresServer.shared().newDatabase();
    private @Nullable ConfigurableApplicationContext running;

    public RunningKeyholder() {
        epochDirectory = TemporaryFolder.named("lethe-epoch-");
    }

    public static RunningKeyholder started() {
        return new RunningKeyholder().start();
    }

    public RunningKeyholder with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public RunningKeyholder start() {
        running = new SpringApplicationBuilder(KeyServiceApplication.class, MovedTime.class).run(arguments());
        if (FakeLedger.shared().isUp()) {
            Eventually.eventually(() -> assertThat(isAsking()).isFalse());
        }
        return this;
    }

    public RunningKeyholder restart() {
        close();
        return start();
    }

    private boolean isAsking() {
        return Objects.requireNonNull(running).getBean("missedDestructions", SmartLifecycle.class).isRunning();
    }

    /// Starts it as a process of its own that dies at the failpoint; runs the act while it lives, and waits for its end.
    public void killAt(String failpoint, Runnable act) throws IOException, InterruptedException {
        close();
        var command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                        System.getProperty("java.class.path"), KeyServiceApplication.class.getName()));
        command.addAll(List.of(arguments()));
        command.add("--lethe.failpoint=" + failpoint);
        var log = epochDirectory.resolveSibling(epochDirectory.getFileName() + ".log").toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        try {
            Eventually.eventually(Duration.ofSeconds(90), () -> as("account-service").shares(Reader.ACCOUNT,
                    List.of(UUID.randomUUID())));
            try {
                act.run();
            } catch (RuntimeException _) {
                // the answer never comes
            }
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 137) {
                throw new AssertionError("it did not die at " + failpoint + "; see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    public HttpKeyholder as(String role) {
        return new HttpKeyholder(NAME, client(role));
    }

    public RestClient client(String role) {
        var http = HttpClient.newBuilder().sslContext(TestSecrets.shared().tlsOf(role, role))
                .connectTimeout(Duration.ofSeconds(5)).build();
        return RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(http))
                .baseUrl("https://127.0.0.1:" + internalPort).build();
    }

    public TestClock clock() {
        return MovedTime.CLOCK;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    public Path epochDirectory() {
        return epochDirectory;
    }

    public int publicPort() {
        return publicPort;
    }

    public <T> T bean(Class<T> type) {
        return Objects.requireNonNull(running).getBean(type);
    }

    /// A copy of the database as it is now; the keyholder stops for it.
    public PostgresDatabase backUp() throws SQLException {
        close();
        var name = database.url().substring(database.url().lastIndexOf('/') + 1);
        var copy = name + "_copy";
        var server = new PostgresDatabase(database.url().replace(name, "postgres"), database.username(),
                database.password());
        try (var connection = server.connect(); var statement = connection.createStatement()) {
            statement.execute("create database " + copy + " template " + name);
        }
        start();
        return new PostgresDatabase(database.url().replace(name, copy), database.username(), database.password());
    }

    /// Puts a backup in the place of the database and starts again.
    public void restore(PostgresDatabase backup) {
        close();
        database = backup;
        start();
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private String[] arguments() {
        var all = new HashMap<>(TestSecrets.shared().settingsOf(NAME));
        all.remove("lethe.token.private-key");
        all.put("lethe.account.internal-url", FakeLedger.shared().url());
        all.put("lethe.keyholder.name", NAME);
        all.put("lethe.keyholder.epoch-directory", epochDirectory.toString());
        all.put("lethe.internal.port", Integer.toString(internalPort));
        all.put("server.port", Integer.toString(publicPort));
        all.put("server.address", "127.0.0.1");
        all.put("spring.datasource.url", database.url());
        all.put("spring.datasource.username", database.username());
        all.put("spring.datasource.password", database.password());
        all.putAll(settings);
        return all.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue()).toArray(String[]::new);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
