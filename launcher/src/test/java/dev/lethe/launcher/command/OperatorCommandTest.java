package dev.lethe.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

class OperatorCommandTest {

    @ParameterizedTest
    @CsvSource({"confirm GAP 2027-03-01 0, true", "confirm MANY 2027-03-01 5000, true", "confirm, false",
        "confirm MANY, false", "confirm ALL 2027-03-01 5, false", "confirm MANY tomorrow 5, false",
        "confirm MANY 2027-03-01 -1, false", "confirm MANY 2027-03-01 5 6, false",
        "confirm MANY 2027-03-01 5000000000000, false"})
    void confirmsOnlyWhatWasShownInFull(String arguments, boolean isUnderstood) {
        assertThat(OperatorCommand.isConfirmation(List.of(arguments.split(" ")))).isEqualTo(isUnderstood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"confirm MANY 2027-03-01 5000", "confirm MANY|2027-03-01 5000", "confirm|MANY 2027-03-01|5000"})
    void confirmsNothingInFewerWords(String arguments) {
        assertThat(OperatorCommand.isConfirmation(List.of(arguments.split("\\|")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "hi-u-nu-deva"})
    void showsACommandThatItUnderstandsWhereverTheOperatorLives(String locale) {
        var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            var shown = OperatorCommand.confirmation(JsonMapper.shared()
                    .readTree("{\"stopped\": \"MANY\", \"today\": \"2027-03-01\", \"due\": 5000}"));

            assertThat(shown).isEqualTo("./lethe self-destruct confirm MANY 2027-03-01 5000");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
