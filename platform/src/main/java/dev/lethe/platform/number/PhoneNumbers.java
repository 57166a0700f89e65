package dev.lethe.platform.number;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.NumberParseException.ErrorType;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

/// Reads numbers the way people write them into E.164 (ITU-T), with Google's libphonenumber. What contacts take, sign-in
/// takes, and a telephone has one number however it is written.
public final class PhoneNumbers {

    /// The longest text that is read.
    public static final int LONGEST_WRITTEN = 64;
    private static final String NOWHERE = "ZZ";
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

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
        boolean hasRegion = region != null && !region.equals(NOWHERE);
        String text = hasRegion ? written : withPlus(written.strip());
        try {
            Phonenumber.PhoneNumber parsed = PLANS.parse(text, hasRegion ? region : null);
            return parsed.hasExtension() ? new NumberReading.Invalid()
                    : judge(parsed).<NumberReading>map(NumberReading.Valid::new).orElseGet(NumberReading.Invalid::new);
        } catch (NumberParseException problem) {
            boolean lacksCode = !hasRegion && problem.getErrorType() == ErrorType.INVALID_COUNTRY_CODE
                    && !text.startsWith("+") && text.chars().anyMatch(Character::isDigit);
            return lacksCode ? new NumberReading.CountryCodeMissing() : new NumberReading.Invalid();
        }
    }

    /// The region of a number, as two letters; `ZZ` when it has none, as satellite phones.
    public static String regionOf(PhoneNumber number) {
        try {
            String region = PLANS.getRegionCodeForNumber(PLANS.parse(number.e164(), null));
            return region == null || region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY) ? NOWHERE : region;
        } catch (NumberParseException _) {
            return NOWHERE;
        }
    }

    /// Two zeros are what most of the world dials for the plus sign (ITU-T E.123).
    private static String withPlus(String text) {
        boolean hasZeros = text.length() > 2 && Character.digit(text.charAt(0), 10) == 0
                && Character.digit(text.charAt(1), 10) == 0;
        return hasZeros ? "+" + text.substring(2) : text;
    }

    private static Optional<PhoneNumber> judge(Phonenumber.PhoneNumber number) {
        return meant(SecondForm.KNOWN, number).or(() -> valid(number)).or(() -> meant(SecondForm.PAST, number))
                .or(() -> withoutZero(number));
    }

    private static Optional<PhoneNumber> valid(Phonenumber.PhoneNumber number) {
        return PLANS.isValidNumber(number)
                ? Optional.of(new PhoneNumber(PLANS.format(number, PhoneNumberFormat.E164)))
                : Optional.empty();
    }

    private static Optional<PhoneNumber> meant(List<SecondForm> forms, Phonenumber.PhoneNumber number) {
        String national = PLANS.getNationalSignificantNumber(number);
        return forms.stream().flatMap(form -> form.e164(number.getCountryCode(), national).stream())
                .flatMap(e164 -> valid(e164).stream()).findFirst();
    }

    /// The zero in parentheses, in a country that dials none.
    private static Optional<PhoneNumber> withoutZero(Phonenumber.PhoneNumber number) {
        String national = PLANS.getNationalSignificantNumber(number);
        return national.startsWith("0") ? valid("+" + number.getCountryCode() + national.substring(1))
                : Optional.empty();
    }

    private static Optional<PhoneNumber> valid(String e164) {
        try {
            return valid(PLANS.parse(e164, null));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
