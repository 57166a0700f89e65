package dev.lethe.account.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+4930901820", "+49 30 901820", "+49 (30) 901-820"})
    void isOneNumberHoweverItIsWritten(String text) {
        assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber("+4930901820"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "030901820", "+49", "+1-800-FLOWERS", "+4930901820;ext=1", "tel:+4930901820",
        "+999123456789"})
    void isNothingElse(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(new PhoneNumber("+4930901820").toString()).doesNotContain("30901820");
    }
}
