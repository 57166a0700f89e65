package dev.lethe.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabasePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new DatabaseProperties(Duration.ofSeconds(10), 256, List.of()));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.database.patience", "3s", "lethe.database.most-waiting", "7",
                "lethe.database.long-requests", "/v1/a,/v1/b")))
                .isEqualTo(new DatabaseProperties(Duration.ofSeconds(3), 7, List.of("/v1/a", "/v1/b")));
    }

    private static DatabaseProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.database",
                DatabaseProperties.class);
    }
}
