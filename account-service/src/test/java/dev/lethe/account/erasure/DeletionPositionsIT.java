package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.test.postgres.PostgresDatabase;
import dev.lethe.test.postgres.PostgresServer;

class DeletionPositionsIT {

    private static final String TOPIC = "lethe.deletion.v1";

    private final PostgresDatabase database = PostgresServer.shared().newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @Test
    @Tag("case-87")
    void goesOnWhereTheSlowerReaderStood() {
        flyway().target("125").load().migrate();
        UUID last = UUID.randomUUID();
        position(TOPIC, 0, 9, UUID.randomUUID());
        position(TOPIC + "/others", 0, 4, last);
        position(TOPIC, 1, 3, last);
        position(TOPIC + "/others", 1, 8, UUID.randomUUID());
        position(TOPIC, 2, 7, last);

        flyway().load().migrate();

        assertThat(jdbc.sql("""
                SELECT topic || ' ' || partition || ' ' || next_offset || ' ' || (last_event_id = ?)
                FROM inbox_position ORDER BY partition""").param(last).query(String.class).list())
                .containsExactly(TOPIC + " 0 4 true", TOPIC + " 1 3 true", TOPIC + " 2 7 true");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database.url(), database.username(), database.password())
                .outOfOrder(true)
                .locations("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject",
                        "classpath:db/migration");
    }

    private void position(String topic, int partition, long next, UUID last) {
        jdbc.sql("INSERT INTO inbox_position (topic, partition, next_offset, last_event_id) VALUES (?, ?, ?, ?)")
                .param(topic).param(partition).param(next).param(last).update();
    }
}
