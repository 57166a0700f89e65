package dev.lethe.account.code;

import dev.lethe.platform.number.PhoneNumber;

/// Sends a short text to a number. One form is local; an operator's provider is another.
public interface SmsGateway {

    /// Hands the text over; throws when the gateway did not take it.
    void send(PhoneNumber to, String text);
}
