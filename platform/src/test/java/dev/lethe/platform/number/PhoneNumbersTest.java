package dev.lethe.platform.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            +49 151 12345678            | -  | +4915112345678
            ' +49 151 12345678 '        | -  | +4915112345678
            +49\u00a0151\u00a012345678  | -  | +4915112345678
            ＋４９ １５１ １２３４５６７８  | -  | +4915112345678
            +٤٩ ١٥١ ١٢٣٤٥٦٧٨            | -  | +4915112345678
            0049 151 12345678           | -  | +4915112345678
            0049 151 12345678           | DE | +4915112345678
            0049 151 12345678           | ZZ | +4915112345678
            +49 (0)151-1234 5678        | -  | +4915112345678
            0151 12345678               | DE | +4915112345678
            (202) 555-0143              | US | +12025550143
            +1 (0)202 555 0143          | -  | +12025550143
            tel:+33-6-12-34-56-78       | -  | +33612345678
            +7 912 345-67-89            | US | +79123456789
            8 912 345-67-89             | RU | +79123456789
            +62812345678                | -  | +62812345678""")
    void readsWhatPeopleWrite(String written, @Nullable String region, String e164) {
        assertThat(PhoneNumbers.read(written, region)).isEqualTo(new NumberReading.Valid(new PhoneNumber(e164)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            11 2345-6789           | AR | +5491123456789
            +54 11 2345 6789       | -  | +5491123456789
            011 15-2345-6789       | AR | +5491123456789
            +54 9 11 2345 6789     | -  | +5491123456789
            +54 11 15 2345 6789    | -  | +5491123456789
            +52 1 55 1234 5678     | -  | +525512345678
            044 55 1234 5678       | MX | +525512345678
            01 55 1234 5678        | MX | +525512345678
            +52 55 1234 5678       | -  | +525512345678
            +55 11 8765 4321       | -  | +5511987654321
            (11) 8765-4321         | BR | +5511987654321
            0 15 11 98765-4321     | BR | +5511987654321
            +55 11 3765 4321       | -  | +551137654321
            +39 6 12345678         | -  | +390612345678
            06 12345678            | IT | +390612345678
            +39 0333 1234567       | -  | +393331234567
            0333 1234567           | IT | +393331234567
            331 1234567            | IT | +393311234567
            97 12 34 56            | BJ | +2290197123456
            +229 01 97 12 34 56    | -  | +2290197123456
            +44 07911 123456       | -  | +447911123456""")
    void knowsOneTelephoneByAllItsForms(String written, @Nullable String region, String e164) {
        assertThat(PhoneNumbers.read(written, region)).isEqualTo(new NumberReading.Valid(new PhoneNumber(e164)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            hello                   | -
            +49                     | -
            +49 1                   | -
            +999 12345678           | -
            +4915112345678 ext. 12  | -
            +49 151 1234567890123   | -
            +12005550123            | -
            253-0000                | US
            1234567                 | US
            911                     | US
            +1 911                  | -
            112                     | DE
            +49 110                 | -
            19222                   | DE
            +49 1155                | -
            001 62 812 345 678      | ID""")
    void refusesWhatCannotBeDialledFromEverywhere(String written, @Nullable String region) {
        assertThat(PhoneNumbers.read(written, region)).isEqualTo(new NumberReading.Invalid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0151 12345678", "(202) 555-0143", "151 12345678"})
    void asksForTheCountryCodeItCannotKnow(String written) {
        assertThat(PhoneNumbers.read(written, null)).isEqualTo(new NumberReading.CountryCodeMissing());
        assertThat(PhoneNumbers.read(written, "ZZ")).isEqualTo(new NumberReading.CountryCodeMissing());
    }

    @Test
    void refusesNumbersOfAnyLength() {
        assertThat(PhoneNumbers.read("+" + "1".repeat(100_000), null)).isEqualTo(new NumberReading.Invalid());
        assertThat(PhoneNumbers.read(" ", null)).isEqualTo(new NumberReading.Missing());
        assertThat(PhoneNumbers.read(null, null)).isEqualTo(new NumberReading.Missing());
    }

    @Test
    void readsTheSameFromEveryFormOfEveryPlan() {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        for (String region : plans.getSupportedRegions()) {
            var example = plans.getExampleNumberForType(region, PhoneNumberType.MOBILE);
            if (example != null) {
                PhoneNumber number = ((NumberReading.Valid) PhoneNumbers
                        .read(plans.format(example, PhoneNumberFormat.E164), null)).number();
                assertThat(Arrays.stream(PhoneNumberFormat.values())
                        .map(form -> PhoneNumbers.read(plans.format(example, form), region))).as(region)
                        .containsOnly(new NumberReading.Valid(number));
            }
        }
    }

    @Test
    void knowsTheRegionOfANumber() {
        assertThat(PhoneNumbers.regionOf(new PhoneNumber("+4915112345678"))).isEqualTo("DE");
        assertThat(PhoneNumbers.regionOf(new PhoneNumber("+12025550143"))).isEqualTo("US");
        assertThat(PhoneNumbers.regionOf(new PhoneNumber("+882161234567"))).isEqualTo("ZZ");
    }

    @Test
    void neverPrintsANumber() {
        assertThat(new PhoneNumber("+4915112345678").toString()).doesNotContain("4915112345678");
    }
}
