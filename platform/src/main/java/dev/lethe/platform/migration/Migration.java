package dev.lethe.platform.migration;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/// The other program in each service's jar: migrates the service's database and ends. Where replicas are replaced one by one,
/// it runs before a new one starts, so that one that cannot migrate never takes the place of one that serves; replicas that
/// begin together wait for each other.
///
/// It reads the service's own settings, and starts nothing of the service.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    /// Ends with 1 when the database cannot be migrated.
    public static void main(String[] arguments) {
        try (var context = new SpringApplicationBuilder(Migration.class).web(WebApplicationType.NONE).run(arguments)) {
            var current = context.getBean(Flyway.class).info().current();
            LOG.info("the database is at version {}", current == null ? "none" : current.getVersion());
        }
    }
}
