package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class StreamPropertiesTest {
    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(bind(Map.of())).isEqualTo(new StreamProperties(Duration.ofSeconds(15), Duration.ofHours(1), 20,
                10_000, 4, Duration.ofMillis(100)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("lethe.message.stream.heart-beat", "5s", "lethe.message.stream.longest", "10m",
                "lethe.message.stream.per-account", "3", "lethe.message.stream.per-replica", "500",
                "lethe.message.stream.reads", "2", "lethe.message.stream.gathering", "5ms")))
                .isEqualTo(new StreamProperties(Duration.ofSeconds(5), Duration.ofMinutes(10), 3, 500, 2,
                        Duration.ofMillis(5)));
    }

    @Test
    @Tag("case-86")
    void keepsNoMoreThanAQuarterOfTheHeapHolds() {
        StreamProperties properties = bind(Map.of());

        assertThat(properties.most(160L * 1024 * 1024)).isEqualTo(853);
        assertThat(properties.most(64L * 1024 * 1024 * 1024)).isEqualTo(10_000);
    }

    private static StreamProperties bind(Map<String, String> settings) {
        return new Binder(List.of(new MapConfigurationPropertySource(settings)), null,
                ApplicationConversionService.getSharedInstance())
                .bindOrCreate("lethe.message.stream", StreamProperties.class);
    }
}
