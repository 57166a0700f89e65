package dev.lethe.account.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SelfDestructPropertiesTest {

    @Test
    void countsFromTheDatabasesFirstDayAndTextsUnlessToldOtherwise() {
        assertThat(bind(Map.of())).isEqualTo(new SelfDestructProperties(null, true, 100, Duration.ofHours(1)));
    }

    @Test
    void mapsEverySetting() {
        var properties = bind(Map.of("lethe.self-destruct.introduced-on", "2026-03-01", "lethe.self-destruct.texts",
                "false", "lethe.self-destruct.most-at-once", "500", "lethe.self-destruct.longest-gap", "2h"));

        assertThat(properties)
                .isEqualTo(new SelfDestructProperties(LocalDate.of(2026, 3, 1), false, 500, Duration.ofHours(2)));
    }

    private static SelfDestructProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.self-destruct",
                SelfDestructProperties.class);
    }
}
