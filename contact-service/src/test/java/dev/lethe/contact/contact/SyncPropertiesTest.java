package dev.lethe.contact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SyncPropertiesTest {
    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new SyncProperties(20_000, Duration.ofDays(10)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.sync.new-numbers", "5", "lethe.sync.window", "1h")))
                .isEqualTo(new SyncProperties(5, Duration.ofHours(1)));
    }

    private static SyncProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.sync",
                SyncProperties.class);
    }
}
