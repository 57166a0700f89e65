package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.distribution.Folders;
import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.SuiteOptions.Content;

class StoresIT {

    private final SuiteOptions options = SuiteOptions.temporary().with(Content.ONLY_STORES).with(Aot.NONE);

    @AfterEach
    void forget() throws IOException {
        Folders.delete(options.home().folder());
    }

    @Test
    void storesAreDurableAndKeptApart() throws Exception {
        try (var suite = Suite.start(options)) {
            var postgres = suite.postgres();

            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "log_parameter_max_length_on_error")).isEqualTo("0");
            assertThat(setting(suite.keyholderPostgres("keyholder-2"), "fsync")).isEqualTo("on");
            assertThat(retentionOfTheLedger(suite)).isEqualTo("-1");
            assertThatThrownBy(() -> connect(postgres, "account", "message", postgres.password("message")))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> connect(postgres, "account", "account", "wrong"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> Suite.start(options)).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("already running");
        }
    }

    @Test
    void keepsItsDataOverKillAndRestartAndLeavesNothingBehind() throws Exception {
        var suite = Suite.start(options);
        execute(suite, "create table kept as select 42 as answer");
        suite.postgres().process().kill();
        suite.kafka().kill();
        suite.postgres().process().start();
        suite.kafka().start();
        suite.kafka().awaitReady(Duration.ofSeconds(60));
        suite.postgres().process().awaitReady(Duration.ofSeconds(60));
        assertThat(answer(suite)).isEqualTo(42);
        var handles = suite.processes().stream().map(process -> process.handle()).toList();

        suite.close();

        assertThat(handles).hasSize(5).noneMatch(handle -> handle == null || handle.isAlive());
        try (var again = Suite.start(options)) {
            assertThat(answer(again)).isEqualTo(42);
        }
    }

    @Test
    void namesATakenPortAndItsSetting() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var numbers = new EnumMap<Port, Integer>(options.ports().numbers());
            numbers.put(Port.KAFKA, stranger.getLocalPort());
            var clashing = new SuiteOptions(options.home(), new Ports(numbers), options.distribution(),
                    options.progress(), Mode.SMALL, Aot.NONE, Content.ONLY_STORES, Map.of());

            assertThatThrownBy(() -> Suite.start(clashing)).isInstanceOf(StartFailure.class)
                    .hasMessageContaining(Integer.toString(stranger.getLocalPort()))
                    .hasMessageContaining("port.kafka")
                    .hasMessageContaining("LETHE_PORT_KAFKA");
        }
    }

    @Test
    @Tag("case-90")
    void leavesNothingBehindThatKeepsAFailedLauncherAlive() {
        var numbers = new EnumMap<Port, Integer>(options.ports().numbers());
        numbers.put(Port.MAIL_INBOX, options.port(Port.SMS_INBOX));
        var clashing = new SuiteOptions(options.home(), new Ports(numbers), options.distribution(), options.progress(),
                Mode.SMALL, Aot.NONE, Content.ONLY_STORES, Map.of());

        assertThatThrownBy(() -> Suite.start(clashing)).hasRootCauseInstanceOf(BindException.class);

        assertThat(Ports.isFree(options.port(Port.SMS_INBOX))).isTrue();
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !thread.isDaemon())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("HTTP-Dispatcher"));
        try (var suite = Suite.start(options)) {
            assertThat(suite.kafka().isReady()).isTrue();
        }
    }

    @Test
    @Tag("case-90")
    void looksAtPortsBeforeAnythingIsBuilt() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(stranger.getLocalPort());

            assertThatThrownBy(
                    () -> Preflight.check(options.home(), options.home().folder(), Map.of("LETHE_PORT_KAFKA", port)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(port)
                    .hasMessageContaining("LETHE_PORT_BASE");
        }
    }

    private static String setting(PostgresCluster cluster, String name) throws SQLException {
        try (var connection = cluster.connectAsAdministrator("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void connect(PostgresCluster cluster, String database, String role, String password)
            throws SQLException {
        DriverManager.getConnection(cluster.jdbcUrl(database), role, password).close();
    }

    private static void execute(Suite suite, String sql) throws SQLException {
        try (var connection = suite.postgres().connect("message"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int answer(Suite suite) throws SQLException {
        try (var connection = suite.postgres().connect("message");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select answer from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String retentionOfTheLedger(Suite suite) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "lethe.erasure-ledger.v1");
        try (var admin = Admin.create(Map.of("bootstrap.servers", suite.bootstrapServers()))) {
            var configs = admin.describeConfigs(java.util.List.of(topic)).all().get();
            return java.util.Objects.requireNonNull(configs.get(topic)).get("retention.ms").value();
        }
    }
}
