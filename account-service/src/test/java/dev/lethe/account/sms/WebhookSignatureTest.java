package dev.lethe.account.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    /// Computed by npm's `standardwebhooks` 1.1.1.
    @Test
    void agreesWithTheReference() {
        var signature = WebhookSignature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signed = signature.of("msg_1", 1_614_265_330L, "{\"text\":\"Grüße\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(signed).isEqualTo("v1,3/NBxjIj6DLblcwYiqj/IrjQSPWJGnb6ApF1e8n5hUo=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_***", "whsec_c2hvcnQ=",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void takesNoOtherKey(String secret) {
        assertThatThrownBy(() -> WebhookSignature.of(secret)).isInstanceOf(IllegalStateException.class);
    }
}
