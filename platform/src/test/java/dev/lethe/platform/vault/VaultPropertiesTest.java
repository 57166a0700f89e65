package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VaultPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of("lethe.vault.reader", "media"))).isEqualTo(new VaultProperties(2, List.of(),
                Reader.MEDIA, 20_000, Duration.ofMinutes(10), Duration.ofSeconds(2)));
    }

    @Test
    void mapsEverySetting() {
        var properties = bind(Map.of("lethe.vault.reader", "PHONE_INDEX", "lethe.vault.threshold", "3",
                "lethe.vault.keyholders[0].name", "keyholder-1", "lethe.vault.keyholders[0].url",
                "https://127.0.0.1:7001", "lethe.vault.cache-size", "5", "lethe.vault.cache-time", "1m",
                "lethe.vault.timeout", "3s"));

        assertThat(properties).isEqualTo(new VaultProperties(3,
                List.of(new VaultProperties.Holder("keyholder-1", URI.create("https://127.0.0.1:7001"))),
                Reader.PHONE_INDEX, 5, Duration.ofMinutes(1), Duration.ofSeconds(3)));
    }

    private static VaultProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bind("lethe.vault", VaultProperties.class)
                .get();
    }
}
