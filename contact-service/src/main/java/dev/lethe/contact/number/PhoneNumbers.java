package dev.lethe.contact.number;

import org.jspecify.annotations.Nullable;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/// Reads numbers the way people write them into E.164 (ITU-T), with Google's libphonenumber.
public final class PhoneNumbers {

    private static final int LONGEST_WRITTEN = 64;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {
    }

    /// Reads one number.
    ///
    /// @param written the number as written
    /// @param region  two letters that complete numbers without a country code; null if none is known
    public static NumberReading read(@Nullable String written, @Nullable String region) {
        if (written == null || written.isBlank()) {
            return new NumberReading.Missing();
        }
        if (written.length() > LONGEST_WRITTEN) {
            return new NumberReading.Invalid();
        }
        try {
            var number = NUMBERS.parse(written, region);
            return NUMBERS.isPossibleNumber(number) && !number.hasExtension()
                    ? new NumberReading.Valid(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : new NumberReading.Invalid();
        } catch (NumberParseException problem) {
            return region == null && problem.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
                    && written.chars().anyMatch(Character::isDigit) && !written.strip().startsWith("+")
                            ? new NumberReading.CountryCodeMissing()
                            : new NumberReading.Invalid();
        }
    }

    /// The region of a number, as two letters; `ZZ` when it has none, as satellite phones.
    public static String regionOf(PhoneNumber number) {
        try {
            var region = NUMBERS.getRegionCodeForNumber(NUMBERS.parse(number.e164(), null));
            return region == null ? "ZZ" : region;
        } catch (NumberParseException problem) {
            return "ZZ";
        }
    }
}
