package dev.lethe.platform.inventory;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The inventory of each service that has a database, and the door through which account-service asks for it.
@AutoConfiguration(afterName = {"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
    "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"})
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(InventoryProperties.class)
public class InventoryConfiguration {

    /// Shorter than account-service waits for an answer, so that nothing is read for nobody.
    private static final int LONGEST_SECONDS = 3;

    @Bean
    Inventory inventory(DataSource database, InventoryProperties properties) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout(LONGEST_SECONDS);
        return new Inventory(JdbcClient.create(template), properties);
    }

    @Bean
    @ConditionalOnProperty("lethe.internal.port")
    InventoryController inventoryController(Inventory inventory) {
        return new InventoryController(inventory);
    }
}
