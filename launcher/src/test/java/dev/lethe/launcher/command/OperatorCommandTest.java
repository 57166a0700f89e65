package dev.lethe.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandTest {

    @ParameterizedTest
    @CsvSource({"confirm GAP 2027-03-01 0, true", "confirm MANY 2027-03-01 5000, true", "confirm, false",
        "confirm MANY, false", "confirm ALL 2027-03-01 5, false", "confirm MANY tomorrow 5, false",
        "confirm MANY 2027-03-01 -1, false", "confirm MANY 2027-03-01 5 6, false",
        "confirm MANY 2027-03-01 5000000000000, false"})
    void confirmsOnlyWhatWasShownInFull(String arguments, boolean isUnderstood) {
        assertThat(OperatorCommand.isConfirmation(List.of(arguments.split(" ")))).isEqualTo(isUnderstood);
    }
}
