package dev.lethe.account.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.lethe.account.sms.SmsProperties.Security;
import dev.lethe.account.sms.SmsProperties.Smpp;
import dev.lethe.account.sms.SmsProperties.Webhook;

class SmsPropertiesTest {

    private static final Map<String, String> WEBHOOK = Map.of("lethe.sms.webhook.url", "https://sms.example.org/texts",
            "lethe.sms.webhook.secret-file", "/run/secrets/sms");
    private static final Map<String, String> SMPP = Map.of("lethe.sms.smpp.host", "smpp.example.org",
            "lethe.sms.smpp.user", "lethe", "lethe.sms.smpp.password-file", "/run/secrets/smpp");

    @Test
    void hasDefaultsForEachForm() {
        assertThat(bind(WEBHOOK)).isEqualTo(new SmsProperties(null, new Webhook(
                URI.create("https://sms.example.org/texts"), Path.of("/run/secrets/sms"), null, Duration.ofSeconds(10)),
                null));
        assertThat(bind(SMPP)).isEqualTo(new SmsProperties(null, null, new Smpp("smpp.example.org", 2775, Security.TLS,
                "lethe", Path.of("/run/secrets/smpp"), "", "", null, 10, Duration.ofSeconds(30),
                Duration.ofSeconds(10))));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.sms.inbox-url", "http://127.0.0.1:1/sms")))
                .isEqualTo(new SmsProperties(URI.create("http://127.0.0.1:1/sms"), null, null));
        assertThat(bind(Map.of("lethe.sms.webhook.url", "http://localhost:1", "lethe.sms.webhook.secret-file", "/s",
                "lethe.sms.webhook.authority", "/a", "lethe.sms.webhook.patience", "3s"))).isEqualTo(
                        new SmsProperties(null, new Webhook(URI.create("http://localhost:1"), Path.of("/s"),
                                Path.of("/a"), Duration.ofSeconds(3)), null));
        assertThat(bind(Map.ofEntries(Map.entry("lethe.sms.smpp.host", "h"), Map.entry("lethe.sms.smpp.port", "3550"),
                Map.entry("lethe.sms.smpp.security", "none"), Map.entry("lethe.sms.smpp.user", "u"),
                Map.entry("lethe.sms.smpp.password-file", "/p"), Map.entry("lethe.sms.smpp.system-type", "OTP"),
                Map.entry("lethe.sms.smpp.sender", "Lethe"), Map.entry("lethe.sms.smpp.authority", "/a"),
                Map.entry("lethe.sms.smpp.window", "3"), Map.entry("lethe.sms.smpp.heartbeat", "1m"),
                Map.entry("lethe.sms.smpp.patience", "4s"))))
                .isEqualTo(new SmsProperties(null, null, new Smpp("h", 3550, Security.NONE, "u", Path.of("/p"), "OTP",
                        "Lethe", Path.of("/a"), 3, Duration.ofMinutes(1), Duration.ofSeconds(4))));
    }

    @Test
    void wantsOneForm() {
        assertThat(faults(WEBHOOK)).isZero();
        assertThat(faults(SMPP)).isZero();
        assertThat(faults(Map.of("lethe.sms.inbox-url", "http://localhost:18025/messages"))).isZero();
        assertThat(faults(Map.of())).isOne();
        assertThat(faults(Map.of("lethe.sms.inbox-url", "http://localhost:1", "lethe.sms.webhook.url",
                "https://sms.example.org", "lethe.sms.webhook.secret-file", "/s"))).isOne();
    }

    @Test
    void sendsNothingReadableElsewhere() {
        assertThat(faults(Map.of("lethe.sms.inbox-url", "http://sms.example.org"))).isOne();
        assertThat(faults(Map.of("lethe.sms.webhook.url", "http://sms.example.org", "lethe.sms.webhook.secret-file",
                "/s"))).isOne();
        assertThat(faults(Map.of("lethe.sms.webhook.url", "http://127.0.0.1:1", "lethe.sms.webhook.secret-file",
                "/s"))).isZero();
    }

    private static int faults(Map<String, String> settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(bind(settings)).size();
        }
    }

    private static SmsProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.sms",
                SmsProperties.class);
    }
}
