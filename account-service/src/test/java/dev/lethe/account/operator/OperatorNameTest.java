package dev.lethe.account.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorNameTest {

    @ParameterizedTest
    @CsvSource({"grace, GRACE, true", "Ame\u0301lie, Am\u00e9lie, true", "grace, grac\uff45, true",
        "'Grace  Hopper ', Grace Hopper, true", "grace, gra\u200dce, true", "grace, alan, false",
        "O'Brien, OBrien, false"})
    void takesNamesForOneThatDifferInTheirFormAlone(String one, String other, boolean areOne) {
        assertThat(OperatorName.areOne(one, other)).isEqualTo(areOne);
    }
}
