package dev.lethe.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class LeastRatePropertiesTest {

    @Test
    void asksForWhatDownloadsAskFor() {
        assertThat(bound(Map.of()))
                .isEqualTo(new LeastRateProperties(DataSize.ofKilobytes(64), Duration.ofSeconds(30)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bound(Map.of("lethe.gateway.least-rate.amount", "1KB", "lethe.gateway.least-rate.within", "PT5S")))
                .isEqualTo(new LeastRateProperties(DataSize.ofKilobytes(1), Duration.ofSeconds(5)));
    }

    private static LeastRateProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.gateway.least-rate",
                LeastRateProperties.class);
    }
}
