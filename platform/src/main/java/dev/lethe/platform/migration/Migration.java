package dev.lethe.platform.migration;

import java.util.Map;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/// The other program in each service's jar: migrates the service's database and ends. Where replicas are replaced one by one,
/// it runs before a new one starts, so that one that cannot migrate never takes the place of one that serves; replicas that
/// begin together wait for each other.
///
/// It reads the service's own settings, and starts nothing of the service. Only it may take as long as a large table needs.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private static final Map<String, Object> UNHURRIED = Map.of("spring.datasource.hikari.connection-init-sql",
            "set transaction_timeout = 0", "spring.datasource.hikari.data-source-properties.socketTimeout", 0,
            "spring.flyway.lock-retry-count", -1);

    /// Ends with 1 when the database cannot be migrated.
    public static void main(String[] arguments) {
        try (var context = migrate(arguments)) {
            var current = context.getBean(Flyway.class).info().current();
            LOG.info("the database is at version {}", current == null ? "none" : current.getVersion());
        }
    }

    /// Migrates the database.
    ///
    /// @return what did it, with its connections
    public static ConfigurableApplicationContext migrate(String... arguments) {
        return new SpringApplicationBuilder(Migration.class).web(WebApplicationType.NONE)
                .initializers(context -> context.getEnvironment().getPropertySources()
                        .addFirst(new MapPropertySource("migration", UNHURRIED)))
                .run(arguments);
    }
}
