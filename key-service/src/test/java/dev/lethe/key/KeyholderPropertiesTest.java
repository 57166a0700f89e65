package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeyholderPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of("lethe.keyholder.name", "keyholder-1", "lethe.keyholder.epoch-directory", "/epoch")))
                .isEqualTo(new KeyholderProperties("keyholder-1", Path.of("/epoch"), Duration.ofHours(24), 60_000,
                        100, 1_000));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.keyholder.name", "keyholder-2", "lethe.keyholder.epoch-directory", "/x",
                "lethe.keyholder.epoch-length", "12h", "lethe.keyholder.fetch-budget", "7",
                "lethe.keyholder.daily-destructions", "3", "lethe.keyholder.daily-young-destructions", "4")))
                .isEqualTo(new KeyholderProperties("keyholder-2", Path.of("/x"), Duration.ofHours(12), 7, 3, 4));
    }

    private static KeyholderProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("lethe.keyholder", KeyholderProperties.class).get();
    }
}
