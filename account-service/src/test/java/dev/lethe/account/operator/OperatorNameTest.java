package dev.lethe.account.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorNameTest {

    @ParameterizedTest
    @CsvSource({"grace, GRACE, true", "Ame\u0301lie, Am\u00e9lie, true", "grace, grac\uff45, true",
        "'Grace  Hopper ', Grace Hopper, true", "grace, gra\u200dce, true", "grace, alan, false",
        "e\u200d\u0301lan, \u00e9lan, true", "gra\u034fce, grace, true", "grace\ufe0f, grace, true",
        "gra\u3164ce, grace, true", "O'Brien, OBrien, false"})
    void takesNamesForOneThatDifferInTheirFormAlone(String one, String other, boolean areOne) {
        assertThat(OperatorName.areOne(one, other)).isEqualTo(areOne);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u2800", "\u3164", "\u3164\u115f", "...", "\ufe0f"})
    void refusesNamesThatLookLikeNone(String name) {
        assertThat(OperatorName.canBeLogged(name)).isFalse();
    }
}
