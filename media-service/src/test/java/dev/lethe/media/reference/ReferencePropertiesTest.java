package dev.lethe.media.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReferencePropertiesTest {
    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ReferenceProperties(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(1),
                        Duration.ofDays(7)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.reference.unattached", "1m", "lethe.reference.prepared", "4m",
                "lethe.reference.lease", "2m",
                "lethe.reference.marker", "3m")))
                .isEqualTo(new ReferenceProperties(Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(2),
                        Duration.ofMinutes(3)));
    }

    private static ReferenceProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.reference",
                ReferenceProperties.class);
    }
}
