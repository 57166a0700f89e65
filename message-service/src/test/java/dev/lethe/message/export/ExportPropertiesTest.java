package dev.lethe.message.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.unit.DataSize;

class ExportPropertiesTest {
    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ExportProperties(2, 16, 2, DataSize.ofKilobytes(256), Duration.ofSeconds(30)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("lethe.message.export.per-account", "1", "lethe.message.export.per-replica", "3",
                "lethe.message.export.reads", "4", "lethe.message.export.least-amount", "1MB",
                "lethe.message.export.least-within", "5s")))
                .isEqualTo(new ExportProperties(1, 3, 4, DataSize.ofMegabytes(1), Duration.ofSeconds(5)));
    }

    private static ExportProperties bind(Map<String, String> settings) {
        return new Binder(List.of(new MapConfigurationPropertySource(settings)), null,
                ApplicationConversionService.getSharedInstance())
                .bindOrCreate("lethe.message.export", ExportProperties.class);
    }
}
