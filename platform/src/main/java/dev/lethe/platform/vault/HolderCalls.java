package dev.lethe.platform.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.signature.ReceiptPromise;

/// The wire format between the suite and a keyholder: bodies of its internal HTTP calls, both ways.
public final class HolderCalls {

    private HolderCalls() {
    }

    public record Fetch(Reader reader, List<UUID> subjects) {}

    public record Fetched(List<Answer> answers) {}

    public enum State {
        HELD, UNKNOWN, DESTROYED
    }

    public record Answer(UUID subject, State state, @Nullable Share share, @Nullable DestructionOrder order) {}

    public record Put(UUID keyId, Map<Reader, Share> shares) {}

    public record Outcome(PutOutcome outcome) {}

    public record Refill(UUID subject, Reader reader, Share share) {}

    public record Unnamed(List<UnnamedKey> keys) {}

    /// An order, and the receipt for which its answer is signed.
    public record Destroy(DestructionOrder order, ReceiptPromise promise) {}

    public record DestroyAll(List<Destroy> all) {}

    /// An answer for each order, in their order.
    public record AllDestroyed(List<Destroyed> all) {}

    /// What came of an order.
    ///
    /// @param waiting true when the operator must agree first; the rest is then absent
    public record Destroyed(String holder, boolean waiting, @Nullable Long destroyedMillis,
            @Nullable Long epochEndsMillis, @Nullable String signature) {}

    /// What a rotation did.
    ///
    /// @param epoch number of the epoch that began
    /// @param buckets how many got a new key
    /// @param shares how many were wrapped again
    public record Rotated(long epoch, int buckets, long shares, Instant ended) {}

    /// What an operator let go on.
    ///
    /// @param destroyed how many waiting destructions were done
    public record Released(int destroyed) {}
}
