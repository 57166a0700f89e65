package dev.lethe.platform.signature;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The times of receipts. Databases know the millisecond of each erasure; a receipt that told it could be joined to them.
public final class WholeHours {

    private WholeHours() {
    }

    /// The beginning of the hour, for what has happened.
    public static Instant begun(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /// The end of the hour, for what is due: never too early.
    public static Instant ended(Instant moment) {
        Instant begun = begun(moment);
        return begun.equals(moment) ? moment : begun.plus(1, ChronoUnit.HOURS);
    }
}
