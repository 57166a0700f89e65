package dev.lethe.account.number;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/// A telephone number that exists in its country's plan, in E.164 form.
///
/// @param e164 such as `+4930901820`
public record PhoneNumber(String e164) {

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[0-9 ()./-]{6,30}");

    /// The number a person typed, if it is one in international form.
    public static Optional<PhoneNumber> parse(@Nullable String text) {
        if (text == null || !INTERNATIONAL.matcher(text).matches()) {
            return Optional.empty();
        }
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            var parsed = plans.parse(text, null);
            if (!plans.isValidNumber(parsed)) {
                return Optional.empty();
            }
            return Optional.of(new PhoneNumber(plans.format(parsed, PhoneNumberFormat.E164)));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return e164.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
