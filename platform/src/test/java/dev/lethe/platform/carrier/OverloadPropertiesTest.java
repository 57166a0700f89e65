package dev.lethe.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OverloadPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new OverloadProperties(Duration.ofMillis(250), List.of()));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.overload.patience", "3s", "lethe.overload.spared", "/v1/a")))
                .isEqualTo(new OverloadProperties(Duration.ofSeconds(3), List.of("/v1/a")));
    }

    private static OverloadProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.overload",
                OverloadProperties.class);
    }
}
