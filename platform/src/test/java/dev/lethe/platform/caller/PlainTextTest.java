package dev.lethe.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "Bearer eyJ.a-b_c", "Grüße, 你好", "\uD83D\uDE00"})
    void takesText(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "a\rb", "\u007F", "é\u0085", "é\u0378"})
    void takesNoControlCharactersAndNothingThatMeansNothing(String text) {
        assertThat(PlainText.isPlain(text)).isFalse();
    }
}
