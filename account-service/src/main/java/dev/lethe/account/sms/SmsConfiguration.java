package dev.lethe.account.sms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

import io.micrometer.core.instrument.MeterRegistry;

/// Chooses the form in which texts leave.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsProperties.class)
class SmsConfiguration {

    private static final Duration PATIENCE_AT_HOME = Duration.ofSeconds(5);

    @Bean
    SmsGateway smsGateway(SmsProperties properties, MeterRegistry meters, JsonMapper json, Clock clock) {
        if (properties.webhook() != null) {
            var webhook = properties.webhook();
            return new WebhookSmsGateway(webhook.url(), WebhookSignature.of(secret(webhook.secretFile())),
                    new TextPost(trust(webhook.authority()), webhook.patience(), clock), json, clock);
        }
        if (properties.smpp() != null) {
            var smpp = properties.smpp();
            return new SmppSmsGateway(new SmppConnection(smpp, secret(smpp.passwordFile()), trust(smpp.authority()),
                    new SmppReceipts(meters)), smpp);
        }
        return new InboxSmsGateway(Objects.requireNonNull(properties.inboxUrl()),
                new TextPost(trust(null), PATIENCE_AT_HOME, clock), json);
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("a secret of lethe.sms cannot be read", e);
        }
    }

    static SSLContext trust(@Nullable Path authority) {
        try {
            return authority == null ? SSLContext.getDefault()
                    : SslBundle.of(new PemSslStoreBundle(null,
                            PemSslStoreDetails.forCertificate(authority.toUri().toString()))).createSslContext();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
