package dev.lethe.contact.number;

/// A phone number in E.164, the one form in which numbers are compared, kept and answered.
///
/// @param e164 plus sign, country code, number; at most 15 digits
public record PhoneNumber(String e164) {

    @Override
    public String toString() {
        return "PhoneNumber[redacted]";
    }
}
