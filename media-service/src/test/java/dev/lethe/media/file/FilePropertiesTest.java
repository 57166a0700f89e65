package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class FilePropertiesTest {
    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new FileProperties(DataSize.ofGigabytes(2)));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.file.max-size", "5MB"))).isEqualTo(new FileProperties(DataSize.ofMegabytes(5)));
    }

    private static FileProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.file",
                FileProperties.class);
    }
}
