package dev.lethe.account.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.lethe.account.mail.MailProperties.Security;

class MailPropertiesTest {

    @Test
    void sendsNothingByDefault() {
        var properties = bind(Map.of());

        assertThat(properties).isEqualTo(new MailProperties(null, 587, Security.STARTTLS, null, null, null, null,
                Duration.ofSeconds(10), 600));
        assertThat(properties.isOn()).isFalse();
        assertThat(properties.isFromSomebody()).isTrue();
    }

    @Test
    void mapsEverySetting() {
        var properties = bind(Map.of("lethe.mail.host", "mail.example.org", "lethe.mail.port", "465",
                "lethe.mail.security", "tls", "lethe.mail.from", "lethe@example.org", "lethe.mail.user", "lethe",
                "lethe.mail.password-file", "/run/secrets/mail", "lethe.mail.authority", "/etc/ca.pem",
                "lethe.mail.patience", "3s", "lethe.mail.codes-an-hour", "7"));

        assertThat(properties).isEqualTo(new MailProperties("mail.example.org", 465, Security.TLS,
                "lethe@example.org", "lethe", Path.of("/run/secrets/mail"), Path.of("/etc/ca.pem"),
                Duration.ofSeconds(3), 7));
        assertThat(properties.isFromSomebody()).isTrue();
        assertThat(properties.isKeptSecret()).isTrue();
    }

    @Test
    void sendsInClearToThisMachineOnly() {
        assertThat(bind(Map.of("lethe.mail.host", "mail.example.org", "lethe.mail.security", "none")).isKeptSecret())
                .isFalse();
        assertThat(bind(Map.of("lethe.mail.host", "127.0.0.1", "lethe.mail.security", "none")).isKeptSecret())
                .isTrue();
    }

    @Test
    void comesFromSomebody() {
        assertThat(bind(Map.of("lethe.mail.host", "mail.example.org")).isFromSomebody()).isFalse();
        assertThat(bind(Map.of("lethe.mail.host", "mail.example.org", "lethe.mail.from", "nobody")).isFromSomebody())
                .isFalse();
    }

    @Test
    void isNotTakenAsItIsWhenWrong() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var validator = factory.getValidator();

            assertThat(validator.validate(bind(Map.of("lethe.mail.host", "mail.example.org", "lethe.mail.security",
                    "none")))).hasSize(2);
            assertThat(validator.validate(bind(Map.of()))).isEmpty();
        }
    }

    private static MailProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.mail",
                MailProperties.class);
    }
}
