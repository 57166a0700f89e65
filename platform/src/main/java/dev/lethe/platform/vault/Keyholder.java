package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.lethe.platform.signature.ReceiptPromise;

/// One keyholder: keeps one share of each root, and can lose it for good. Every method throws
/// [KeyholderUnavailableException] when there is no answer to rely on; all may be repeated.
public interface Keyholder {

    /// Largest number of subjects in one call of [#shares] or [#destroy].
    int BATCH = 500;

    String name();

    /// An answer for each subject asked for.
    Map<UUID, ShareAnswer> shares(Reader reader, Collection<UUID> subjects);

    PutOutcome put(KeyPart part);

    /// Gives back one share that this keyholder lost or never got.
    PutOutcome refill(UUID subject, Reader reader, Share share);

    /// The account that the key was made for is committed.
    void name(UUID keyId);

    List<UnnamedKey> unnamed(Duration olderThan);

    /// An answer for each order, in their order.
    ///
    /// @throws KeyholderRefusedException when one of them is not what account-service signed; then none is carried out
    List<HolderAnswer> destroy(List<HolderCalls.Destroy> orders);

    /// As above.
    default HolderAnswer destroy(DestructionOrder order, ReceiptPromise promise) {
        return destroy(List.of(new HolderCalls.Destroy(order, promise))).getFirst();
    }
}
