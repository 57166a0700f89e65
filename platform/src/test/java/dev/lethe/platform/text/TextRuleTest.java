package dev.lethe.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("case-89")
class TextRuleTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    record Named(@PlainText(max = 64) String name, @PlainText(max = 128, lines = true) String note) {}

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Grüße", "你好", "क्षि", "שלום\u200F", "👨\u200D👩\u200D👧", "\uD83D\uDC08", "نیم\u200Cفاصله"})
    void takesEveryScript(String text) {
        assertThat(TextRule.isPlain(text)).isTrue();
        assertThat(TextRule.isPlainLines(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u007F", "\u0085", "\u001B[31m", "\u202Egpj", "\u202D", "\uD83D", "\uDC08a",
        "a\u000Cb"})
    void takesNothingThatIsNoText(String text) {
        assertThat(TextRule.isPlain(text)).isFalse();
        assertThat(TextRule.isPlainLines(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "\u202A+49\u202C", "\u2068x\u2069"})
    void takesLinesOnlyWhereThereAreLines(String text) {
        assertThat(TextRule.isPlain(text)).isFalse();
        assertThat(TextRule.isPlainLines(text)).isTrue();
    }

    @Test
    void countsCharacters() {
        String cat = "\uD83D\uDC08";

        assertThat(TextRule.length(cat.repeat(40))).isEqualTo(40);
        assertThat(VALIDATOR.validate(new Named(cat.repeat(64), cat.repeat(128)))).isEmpty();
        assertThat(VALIDATOR.validate(new Named(cat.repeat(65), "a\n\u0000"))).hasSize(2)
                .allSatisfy(it -> assertThat(it.getMessage()).contains("characters").doesNotContain("{max}"));
    }
}
