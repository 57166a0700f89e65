package dev.lethe.account.sms;

import java.util.UUID;

import dev.lethe.platform.number.PhoneNumber;

/// A text to a number.
///
/// @param id the same each time the text is tried, so that a gateway can tell a repetition from a second text
public record Sms(UUID id, PhoneNumber to, String text) {

    @Override
    public String toString() {
        return "Sms[" + id + "]";
    }
}
