package dev.lethe.media.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class QuotaPropertiesTest {
    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new QuotaProperties(DataSize.ofGigabytes(50), DataSize.ofGigabytes(100)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.quota.waiting", "1MB", "lethe.quota.stored", "2MB")))
                .isEqualTo(new QuotaProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(2)));
    }

    private static QuotaProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.quota",
                QuotaProperties.class);
    }
}
