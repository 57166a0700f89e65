package dev.lethe.platform.caller;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Where revocations come from: the account-service over its internal door, or its own database.
public interface RevocationSource {

    /// The most entries a batch holds; a fuller history comes in several.
    int PAGE = 1_000;

    /// What was revoked.
    enum Kind {
        SESSION, SUBJECT
    }

    /// One revocation.
    ///
    /// @param number from a locked counter: number order is commit order
    record Entry(long number, Kind kind, UUID id) {}

    /// What came after a number.
    ///
    /// @param era changes when the authority was restored; then everything is read again
    /// @param head the number to ask after next
    record Batch(String era, long head, List<Entry> entries) {}

    /// Waits up to `wait` for entries after `number`; an empty batch is a heart-beat.
    ///
    /// @param era the era the number belongs to, or null to begin
    Batch after(@Nullable String era, long number, Duration wait);
}
