package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class SendingPropertiesTest {
    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(bind(Map.of())).isEqualTo(new SendingProperties(2, 256, 8, 1000, Duration.ofSeconds(10)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("lethe.message.sending.writers", "3", "lethe.message.sending.copies-at-once", "64",
                "lethe.message.sending.enough-beside", "9", "lethe.message.sending.most-waiting", "5",
                "lethe.message.sending.patience", "2s")))
                .isEqualTo(new SendingProperties(3, 64, 9, 5, Duration.ofSeconds(2)));
    }

    private static SendingProperties bind(Map<String, String> settings) {
        return new Binder(List.of(new MapConfigurationPropertySource(settings)), null,
                ApplicationConversionService.getSharedInstance())
                .bindOrCreate("lethe.message.sending", SendingProperties.class);
    }
}
