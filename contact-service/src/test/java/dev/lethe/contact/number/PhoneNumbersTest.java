package dev.lethe.contact.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"+49 151 12345678,-,+4915112345678", "+49 (0)151-1234 5678,-,+4915112345678",
        "0151 12345678,DE,+4915112345678", "0049 151 12345678,DE,+4915112345678", "(202) 555-0143,US,+12025550143",
        "tel:+33-6-12-34-56-78,-,+33612345678", "+7 912 345-67-89,US,+79123456789"})
    void readsWhatPeopleWrite(String written, @Nullable String region, String e164) {
        assertThat(PhoneNumbers.read(written, region))
                .isEqualTo(new NumberReading.Valid(new PhoneNumber(e164)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "+49", "+49 1", "+999 12345678", "+4915112345678 ext. 12"})
    void refusesWhatCannotBeDialled(String written) {
        assertThat(PhoneNumbers.read(written, null)).isEqualTo(new NumberReading.Invalid());
    }

    @Test
    void asksForTheCountryCodeItCannotKnow() {
        assertThat(PhoneNumbers.read("0151 12345678", null)).isEqualTo(new NumberReading.CountryCodeMissing());
    }

    @Test
    void refusesNumbersOfAnyLength() {
        assertThat(PhoneNumbers.read("+" + "1".repeat(100_000), null)).isEqualTo(new NumberReading.Invalid());
        assertThat(PhoneNumbers.read(" ", null)).isEqualTo(new NumberReading.Missing());
        assertThat(PhoneNumbers.read(null, null)).isEqualTo(new NumberReading.Missing());
    }

    @Test
    void knowsTheRegionOfANumber() {
        assertThat(PhoneNumbers.regionOf(new PhoneNumber("+4915112345678"))).isEqualTo("DE");
        assertThat(PhoneNumbers.regionOf(new PhoneNumber("+12025550143"))).isEqualTo("US");
    }

    @Test
    void neverPrintsANumber() {
        assertThat(new PhoneNumber("+4915112345678").toString()).doesNotContain("4915112345678");
    }
}
