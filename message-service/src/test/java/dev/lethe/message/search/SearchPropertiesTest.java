package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class SearchPropertiesTest {
    private static SearchProperties bind(Map<String, String> settings) {
        return new Binder(List.of(new MapConfigurationPropertySource(settings)), null,
                ApplicationConversionService.getSharedInstance())
                .bindOrCreate("lethe.message.search", SearchProperties.class);
    }

    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(bind(Map.of())).isEqualTo(new SearchProperties(Duration.ofMillis(100), 4, Duration.ofDays(3)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("lethe.message.search.patience", "50ms", "lethe.message.search.at-once", "2",
                "lethe.message.search.rebuild-after", "1d")))
                .isEqualTo(new SearchProperties(Duration.ofMillis(50), 2, Duration.ofDays(1)));
    }
}
