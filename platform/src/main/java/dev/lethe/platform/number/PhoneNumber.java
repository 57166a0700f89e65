package dev.lethe.platform.number;

import java.nio.charset.StandardCharsets;

/// A telephone number in E.164, the one form in which numbers are compared, kept and answered. Read one with [PhoneNumbers].
///
/// @param e164 plus sign, country code, number; at most 15 digits, such as `+4930901820`
public record PhoneNumber(String e164) {

    /// What is hashed to find it.
    public byte[] bytes() {
        return e164.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PhoneNumber[redacted]";
    }
}
