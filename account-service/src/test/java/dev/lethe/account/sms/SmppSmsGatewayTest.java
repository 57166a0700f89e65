package dev.lethe.account.sms;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import javax.net.ssl.SSLContext;

import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.account.sms.SmsDelivery.Later;
import dev.lethe.account.sms.SmsDelivery.Taken;
import dev.lethe.account.sms.SmsProperties.Security;
import dev.lethe.account.sms.SmsProperties.Smpp;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.test.secret.TestSecrets;

/// Over TLS, with jsmpp on both sides.
@ExtendWith(OutputCaptureExtension.class)
class SmppSmsGatewayTest extends SmsGatewayContract {

    private static final Path AUTHORITY = Path
            .of(String.valueOf(TestSecrets.shared().settingsOf("account-service").get("lethe.tls.authority")));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmppStand stand = new SmppStand(TestSecrets.shared().tlsOf("localhost", "sms"));
    private final SmppSmsGateway gateway = gateway("localhost", SmppStand.PASSWORD, SmsConfiguration.trust(AUTHORITY));

    private SmppSmsGateway gateway(String host, String password, SSLContext trust) {
        var properties = new Smpp(host, stand.port(), Security.TLS, "lethe", Path.of("unread"), "", "Lethe", null, 10,
                Duration.ofMillis(200), PATIENCE);
        return new SmppSmsGateway(new SmppConnection(properties, password, trust, new SmppReceipts(meters)),
                properties);
    }

    @Override
    SmsPeer peer() {
        return stand;
    }

    @Override
    SmsGateway gateway() {
        return gateway;
    }

    @Override
    Duration pauseOfThrottling() {
        return Duration.ofSeconds(2);
    }

    @Test
    void sendsNoPartTwiceThatWasTaken() {
        isTaken("Lethe code: 902417.");
        Sms sms = new Sms(UUID.randomUUID(), new PhoneNumber("+4915112345678"), "A long warning, ".repeat(25));
        stand.takesParts(2);
        assertThat(gateway.send(sms)).isEqualTo(new Later(Duration.ofSeconds(2)));
        assertThat(gateway.send(sms)).isEqualTo(new Later(Duration.ofSeconds(2)));

        stand.takes();
        assertThat(gateway.send(sms)).isEqualTo(new Taken());

        assertThat(stand.submitted).as("the first text, and three parts").hasSize(4);
        assertThat(stand.taken()).last().isEqualTo(new SmsPeer.Taken(sms.to().e164(), sms.text()));
        assertThat(gateway.send(sms)).as("once more, as another gateway would").isEqualTo(new Taken());
        assertThat(stand.submitted).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMPPConstant.STAT_ESME_RINVSRCADR, SMPPConstant.STAT_ESME_RINVSRCTON,
        SMPPConstant.STAT_ESME_RINVSRCNPI, SMPPConstant.STAT_ESME_RINVESMCLASS})
    void waitsForAnOperatorWhereItsSettingsAreWrong(int status, CapturedOutput output) {
        isTaken("Lethe code: 902417.");
        stand.answers(status);

        assertThat(sends("Lethe code: 902417.")).isEqualTo(Later.unsaid());

        assertThat(output.getAll()).contains("takes none with these settings: " + Integer.toHexString(status));
    }

    @Test
    void triesAgainWhateverFails(CapturedOutput output) throws Exception {
        var unusable = SSLContext.getInstance("TLS");
        try (var _ = gateway("localhost", SmppStand.PASSWORD, unusable)) {
            eventually(() -> assertThat(output.getAll().split("cannot be bound: IllegalStateException", -1))
                    .hasSizeGreaterThan(2));
        }
    }

    @Test
    void asksForReceiptsAndNamesItsSender() {
        isTaken("Lethe code: 902417.");

        assertThat(stand.submitted).first().satisfies(it -> {
            assertThat(it.getSourceAddr()).isEqualTo("Lethe");
            assertThat(it.getDestAddress()).isEqualTo("4915112345678");
            assertThat(it.isSmscDelReceiptSuccessAndFailureRequested()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"DELIVRD,delivered", "UNDELIV,undeliverable", "EXPIRED,expired", "REJECTD,rejected",
        "NONSENS,unreadable"})
    void countsReceipts(String stat, String state, CapturedOutput output) {
        isTaken("Lethe code: 902417.");

        stand.tells(stat);

        eventually(() -> assertThat(count(state)).isOne());
        assertThat(output.getAll()).doesNotContain("15112345678", "Lethe code");
    }

    @Test
    void countsReceiptsByNumberAndDropsReplies(CapturedOutput output) {
        isTaken("Lethe code: 902417.");

        stand.tells((byte) 2);
        stand.tells((byte) 5);
        stand.repeats("STOP 902417");

        eventually(() -> assertThat(count("delivered")).isOne());
        eventually(() -> assertThat(count("undeliverable")).isOne());
        eventually(() -> assertThat(count("reply")).isOne());
        assertThat(output.getAll()).doesNotContain("15112345678", "902417");
    }

    @Test
    void triesALineThatIsSilent() {
        isTaken("Lethe code: 902417.");

        eventually(() -> assertThat(stand.beats).hasSizeGreaterThan(2));
    }

    @Test
    void saysGoodbye() {
        isTaken("Lethe code: 902417.");

        gateway.close();

        eventually(() -> assertThat(stand.isBound()).isFalse());
        assertThat(sends("Lethe code: 902417.")).isEqualTo(Later.unsaid());
    }

    @Test
    void tellsItsPasswordToNobodyWithoutThatName(CapturedOutput output) {
        try (var stranger = gateway("localhost", SmppStand.PASSWORD, SmsConfiguration.trust(null));
                var elsewhere = gateway("127.0.0.2", SmppStand.PASSWORD, SmsConfiguration.trust(AUTHORITY))) {
            eventually(() -> assertThat(output.getAll().split("cannot be bound: SSLHandshakeException", -1))
                    .hasSizeGreaterThan(2));

            assertThat(stand.lines).as("of the one that has the right certificates").hasSizeLessThan(2);
            assertThat(stranger.send(sms())).isEqualTo(Later.unsaid());
            assertThat(elsewhere.send(sms())).isEqualTo(Later.unsaid());
        }
    }

    @Test
    void goesOnAskingWhoKnowsItNot(CapturedOutput output) {
        try (var unknown = gateway("localhost", "wrong", SmsConfiguration.trust(AUTHORITY))) {
            eventually(() -> assertThat(output.getAll().split("cannot be bound: ", -1)).hasSizeGreaterThan(2));

            assertThat(unknown.send(sms())).isEqualTo(Later.unsaid());
        }
        assertThat(output.getAll()).doesNotContain("wrong");
    }

    private double count(String state) {
        return meters.counter(SmppReceipts.METRIC, "state", state).count();
    }
}
