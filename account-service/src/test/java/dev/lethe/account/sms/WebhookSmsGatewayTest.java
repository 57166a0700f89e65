package dev.lethe.account.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.account.sms.SmsDelivery.Later;
import dev.lethe.account.sms.SmsDelivery.Refused;
import dev.lethe.account.sms.SmsDelivery.Taken;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.test.TestClock;
import dev.lethe.test.secret.TestSecrets;

class WebhookSmsGatewayTest extends SmsGatewayContract {

    private static final String KEY = "whsec_" + Base64.getEncoder().encodeToString("x".repeat(32).getBytes(
            StandardCharsets.US_ASCII));
    private static final Path AUTHORITY = Path
            .of(String.valueOf(TestSecrets.shared().settingsOf("account-service").get("lethe.tls.authority")));

    private final TestClock clock = new TestClock();
    private final HttpPeer peer = new HttpPeer(TestSecrets.shared().tlsOf("localhost", "sms"));
    private final SmsGateway gateway = gateway(peer.address(), SmsConfiguration.trust(AUTHORITY), PATIENCE, clock);

    private static SmsGateway gateway(URI url, SSLContext trust, Duration patience, Clock clock) {
        return new WebhookSmsGateway(url, WebhookSignature.of(KEY), new TextPost(trust, patience, clock),
                JsonMapper.shared(), clock);
    }

    @Override
    SmsPeer peer() {
        return peer;
    }

    @Override
    SmsGateway gateway() {
        return gateway;
    }

    @Override
    Duration pauseOfThrottling() {
        return Duration.ofSeconds(7);
    }

    @Test
    void signsIdSecondAndRawBodyEachTime() {
        Sms sms = new Sms(UUID.randomUUID(), new PhoneNumber("+4915112345678"), "Grüße");
        peer.answers(500, Map.of());
        assertThat(gateway.send(sms)).isEqualTo(Later.unsaid());
        peer.takes();
        clock.advance(Duration.ofSeconds(90));
        assertThat(gateway.send(sms)).isEqualTo(new Taken());

        assertThat(peer.asked).hasSize(2).allSatisfy(it -> {
            assertThat(it.header("webhook-id")).isEqualTo(sms.id().toString());
            assertThat(it.header("webhook-signature")).isEqualTo(WebhookSignature.of(KEY)
                    .of(sms.id().toString(), Long.parseLong(it.header("webhook-timestamp")), it.body()));
            assertThat(JsonMapper.shared().readTree(it.body())).isEqualTo(JsonMapper.shared().readTree(
                    "{\"to\":\"+4915112345678\",\"text\":\"Grüße\",\"id\":\"%s\"}".formatted(sms.id())));
        });
        assertThat(peer.asked.getLast().header("webhook-timestamp"))
                .isNotEqualTo(peer.asked.getFirst().header("webhook-timestamp"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 408, 425, 500, 502, 504, 520})
    void comesAgain(int status) {
        peer.answers(status, Map.of("Location", peer.address() + "/elsewhere"));

        assertThat(sends("code")).isEqualTo(Later.unsaid());

        assertThat(peer.asked).as("followed nowhere").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 405, 407, 410, 411, 415})
    void waitsForAnOperatorWhereItIsTurnedAway(int status, CapturedOutput output) {
        peer.answers(status, Map.of());

        assertThat(sends("code")).isEqualTo(Later.unsaid());

        assertThat(output.getAll()).contains("ERROR", "turns this service away: " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void givesUp(int status) {
        peer.answers(status, Map.of());

        assertThat(sends("code")).isEqualTo(new Refused());
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        peer.answers(503, Map.of("Retry-After", "120"));
        assertThat(sends("code")).isEqualTo(new Later(Duration.ofMinutes(2)));

        peer.answers(429, Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME
                .format(ZonedDateTime.ofInstant(clock.instant().plusSeconds(600), ZoneOffset.UTC))));
        assertThat(sends("code")).isInstanceOfSatisfying(Later.class, it -> assertThat(it.pause())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10)));

        for (String odd : new String[] {"soon", "-5", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT"}) {
            peer.answers(429, Map.of("Retry-After", odd));
            assertThat(sends("code")).as(odd).isEqualTo(Later.unsaid());
        }
        peer.answers(429, Map.of("Retry-After", "999999999"));
        assertThat(sends("code")).isEqualTo(new Later(Duration.ofHours(1)));
    }

    @Test
    void sendsNothingToWhoCannotProveTheirName() {
        URI elsewhere = URI.create(peer.address().toString().replace("localhost", "127.0.0.2"));

        assertThat(sends(gateway(peer.address(), SmsConfiguration.trust(null), PATIENCE, clock)))
                .isEqualTo(Later.unsaid());
        assertThat(sends(gateway(elsewhere, SmsConfiguration.trust(AUTHORITY), PATIENCE, clock)))
                .isEqualTo(Later.unsaid());

        assertThat(peer.asked).isEmpty();
    }

    @Test
    void waitsForNobodyWhoSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0)) {
            URI url = URI.create("http://localhost:" + silent.getLocalPort());

            assertThat(sends(gateway(url, SmsConfiguration.trust(null), Duration.ofMillis(200), clock)))
                    .isEqualTo(Later.unsaid());
        }
    }

    private static SmsDelivery sends(SmsGateway gateway) {
        return gateway.send(sms());
    }
}
