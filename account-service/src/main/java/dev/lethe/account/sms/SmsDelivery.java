package dev.lethe.account.sms;

import java.time.Duration;

/// What became of a text that was handed to the gateway.
public sealed interface SmsDelivery {

    /// The gateway has it.
    record Taken() implements SmsDelivery {}

    /// It will never take it.
    record Refused() implements SmsDelivery {}

    /// It is away, or does not take it now.
    ///
    /// @param pause for how long it wants nothing more from us; zero where it named none
    record Later(Duration pause) implements SmsDelivery {

        static Later unsaid() {
            return new Later(Duration.ZERO);
        }
    }
}
