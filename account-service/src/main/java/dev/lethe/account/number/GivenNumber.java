package dev.lethe.account.number;

import dev.lethe.account.AccountProblems;
import dev.lethe.platform.number.NumberReading;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.number.PhoneNumbers;

/// Reads the number of a request.
public final class GivenNumber {

    private GivenNumber() {
    }

    /// Ends the request when it is no number in international form.
    public static PhoneNumber read(String text) {
        return switch (PhoneNumbers.read(text, null)) {
            case NumberReading.Valid(var valid) -> valid;
            case NumberReading.Missing _,NumberReading.CountryCodeMissing _,NumberReading.Invalid _ ->
                throw AccountProblems.NUMBER_INVALID.asProblem()
                        .withField("number", "must be a telephone number in international form");
        };
    }
}
