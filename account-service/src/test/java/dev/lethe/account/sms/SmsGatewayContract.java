package dev.lethe.account.sms;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

import dev.lethe.account.sms.SmsDelivery.Later;
import dev.lethe.account.sms.SmsDelivery.Refused;
import dev.lethe.account.sms.SmsPeer.Taken;
import dev.lethe.platform.number.PhoneNumber;

/// What holds for every way out of the suite. What is one text for us is one for the peer, however it is cut on the way.
@ExtendWith(OutputCaptureExtension.class)
abstract class SmsGatewayContract {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String NUMBER = "+4915112345678";
    private static final String SECRET = "Lethe code: 902417.";

    /// Libraries may say as much as they may in the service.
    @BeforeAll
    static void listen() throws IOException {
        var settings = new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yaml"));
        var level = String.valueOf(settings.getFirst().getProperty("logging.level.org.jsmpp"));
        LoggingSystem.get(SmsGatewayContract.class.getClassLoader()).setLogLevel("org.jsmpp",
                LogLevel.valueOf(level.toUpperCase(Locale.ROOT)));
    }

    abstract SmsPeer peer();

    abstract SmsGateway gateway();

    @AfterEach
    void close() throws Exception {
        if (gateway() instanceof AutoCloseable open) {
            open.close();
        }
        peer().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lethe code: 902417. It works for five minutes. Give it to nobody.",
        "All of GSM: @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà ^{}\\[~]|€",
        "Код для входа: 902417. Никому его не давайте.", "кот 🐈", "a cat of one hundred and sixty characters, €"})
    void bringsNumberAndText(String text) {
        isTaken(text);

        eventually(() -> assertThat(peer().taken()).contains(new Taken(NUMBER, text)));
    }

    @Test
    void bringsLongTextsWhole() {
        String latin = "0123456789".repeat(15) + "123€" + "A long warning, ".repeat(12);
        String unicode = "Долгое предупреждение, ".repeat(8) + "🐈".repeat(40);

        isTaken(latin);
        isTaken(unicode);

        eventually(() -> assertThat(peer().taken()).contains(new Taken(NUMBER, latin), new Taken(NUMBER, unicode)));
    }

    @Test
    void tellsARefusalFromADelay() {
        isTaken(SECRET);

        peer().refuses();
        assertThat(sends(SECRET)).isEqualTo(new Refused());
        peer().throttles();
        assertThat(sends(SECRET)).isInstanceOfSatisfying(Later.class,
                it -> assertThat(it.pause()).isEqualTo(pauseOfThrottling()));
        peer().takes();
        isTaken("Lethe code: 111111.");
    }

    /// For how long it waits where the peer wants nothing for now.
    abstract Duration pauseOfThrottling();

    @Test
    void goesOnWhenThePeerIsBack() {
        isTaken(SECRET);

        peer().goesAway();
        eventually(() -> assertThat(sends(SECRET)).isEqualTo(Later.unsaid()));
        peer().comesBack();

        isTaken("Lethe code: 111111.");
        eventually(() -> assertThat(peer().taken()).contains(new Taken(NUMBER, "Lethe code: 111111.")));
    }

    @Test
    void saysNothingOfWhatItSends(CapturedOutput output) {
        isTaken(SECRET);
        peer().refuses();
        var _ = sends(SECRET);
        peer().throttles();
        var _ = sends(SECRET);
        peer().goesAway();
        eventually(() -> assertThat(sends(SECRET)).isEqualTo(Later.unsaid()));

        assertThat(output.getAll()).contains("text").doesNotContain("15112345678", "902417");
    }

    final SmsDelivery sends(String text) {
        return gateway().send(sms(text));
    }

    static Sms sms() {
        return sms(SECRET);
    }

    private static Sms sms(String text) {
        return new Sms(UUID.randomUUID(), new PhoneNumber(NUMBER), text);
    }

    final void isTaken(String text) {
        eventually(Duration.ofSeconds(30), () -> assertThat(sends(text)).isEqualTo(new SmsDelivery.Taken()));
    }
}
