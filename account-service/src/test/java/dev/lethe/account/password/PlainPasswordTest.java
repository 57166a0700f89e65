package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPasswordTest {

    @Test
    void isTheSameHoweverAKeyboardWritesIt() {
        assertThat(PlainPassword.of("o\uFB03ce \u00E9t\u00E9 \uFF11\uFF12"))
                .isEqualTo(PlainPassword.of("office e\u0301te\u0301 12"));
    }

    @Test
    void countsCharactersInItsForm() {
        assertThat(PlainPassword.of("\uD83D\uDC08".repeat(7)).isText()).isFalse();
        assertThat(PlainPassword.of("\uD83D\uDC08".repeat(8)).isText()).isTrue();
        assertThat(PlainPassword.of("e\u0301".repeat(128)).isText()).isTrue();
        assertThat(PlainPassword.of("e\u0301".repeat(129)).isText()).isFalse();
        assertThat(PlainPassword.of("\uFDFA".repeat(8)).isText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\n", "\u202E", "\uD83D"})
    void holdsNothingThatCannotBeTyped(String part) {
        assertThat(PlainPassword.of("four words" + part + " of mine").isText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apfelkuchen mit Zimt", "apfelkuchenmitzimt", "it is: APFELKUCHEN mit  zimt!",
        "\uFF21pfelkuchen mit Zimt"})
    void isToldByAHintThatHoldsIt(String hint) {
        assertThat(PlainPassword.of("Apfelkuchen mit Zimt").isToldBy(hint)).isTrue();
    }

    @Test
    void isNotToldByAHintOfOtherWords() {
        assertThat(PlainPassword.of("Apfelkuchen mit Zimt").isToldBy("what grandmother baked")).isFalse();
        assertThat(PlainPassword.of("Apfelkuchen mit Zimt").isToldBy(null)).isFalse();
    }

    @Test
    void doesNotShowItself() {
        assertThat(PlainPassword.of("Apfelkuchen mit Zimt").toString()).doesNotContain("Apfel");
    }
}
