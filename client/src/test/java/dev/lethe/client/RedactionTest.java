package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456", "0b1e3c52-3f5c-4a0e-9d0e-0c9f6a3b7d11", "correct/horse-battery",
        "2026-11-30T12:00:00Z"})
    void showsNothingThatPeopleWroteWhateverItLooksLike(String written) {
        for (String field : new String[] {"password", "currentPassword", "hint", "text", "firstName", "deviceName"}) {
            assertThat(Redaction.of("{\"" + field + "\":\"" + written + "\",\"nested\":[{\"" + field + "\":\"" + written
                    + "\"}]}")).isEqualTo("{\"" + field + "\":\"•••\",\"nested\":[{\"" + field + "\":\"•••\"}]}");
        }
        assertThat(Redaction.of("{\"hint\":1234567890123456}")).isEqualTo("{\"hint\":\"•••\"}");
        assertThat(Redaction.of("{\"id\":\"" + written + "\"}")).contains(written);
    }
}
