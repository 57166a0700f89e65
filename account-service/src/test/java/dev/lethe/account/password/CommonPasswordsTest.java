package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

    private final CommonPasswords common = common();

    @ParameterizedTest
    @ValueSource(strings = {"password", "PassWord1", "12345678", "qwertzuiop", "\uFF30assword", "aaaaaaaaaaaa",
        "abababababab", "correct horse battery staple", "Grey heron on the river"})
    void containWhatIsTriedFirst(String password) {
        assertThat(common.contain(PlainPassword.of(password))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"four words of mine", "password of the river",
        "\u0441\u043B\u043E\u043D\u044B \u0438 \u043C\u044B\u0448\u0438"})
    void leaveOutWhatIsNot(String password) {
        assertThat(common.contain(PlainPassword.of(password))).isFalse();
    }

    private static CommonPasswords common() {
        try {
            return new CommonPasswords();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
