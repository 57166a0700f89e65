package dev.lethe.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.unit.DataSize;

class MessagePropertiesTest {
    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(bind(Map.of())).isEqualTo(new MessageProperties(Duration.ofDays(30), Duration.ofDays(1),
                Duration.ofDays(8), DataSize.ofGigabytes(2), Duration.ofMinutes(1), Duration.ofDays(1),
                new AgeLimit.UpTo(Duration.ofDays(2)), new AgeLimit.UpTo(Duration.ofDays(2)), 60_000, 10_000_000));
    }

    @Test
    void takesEverySetting() {
        MessageProperties properties = bind(Map.ofEntries(Map.entry("lethe.message.update-retention", "1d"),
                Map.entry("lethe.message.client-id-retention", "2h"), Map.entry("lethe.message.notice-retention", "3d"),
                Map.entry("lethe.message.largest-import", "4MB"), Map.entry("lethe.message.abandoned-after", "5s"),
                Map.entry("lethe.message.import-retention", "1h"),
                Map.entry("lethe.message.deletion-for-both", "unlimited"),
                Map.entry("lethe.message.edit-window", "never"), Map.entry("lethe.message.copies-a-minute", "7"),
                Map.entry("lethe.message.largest-history", "9223372036854775807")));

        assertThat(properties).isEqualTo(new MessageProperties(Duration.ofDays(1), Duration.ofHours(2),
                Duration.ofDays(3), DataSize.ofMegabytes(4), Duration.ofSeconds(5), Duration.ofHours(1),
                new AgeLimit.Unlimited(), new AgeLimit.Never(), 7, Long.MAX_VALUE));
    }

    @Test
    void coversMessagesAsFarAsTheRuleReaches() {
        Instant now = Instant.parse("2026-01-03T00:00:00Z");

        assertThat(AgeLimit.valueOf("48h").since(now)).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(AgeLimit.valueOf("unlimited").since(now)).isEqualTo(Instant.EPOCH);
        assertThat(AgeLimit.valueOf("never").since(now)).isAfter(now);
    }

    private static MessageProperties bind(Map<String, String> settings) {
        return new Binder(java.util.List.of(new MapConfigurationPropertySource(settings)), null,
                ApplicationConversionService.getSharedInstance())
                .bindOrCreate("lethe.message", MessageProperties.class);
    }
}
