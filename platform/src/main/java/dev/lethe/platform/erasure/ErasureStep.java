package dev.lethe.platform.erasure;

/// What a map can't say: work of a service before its rows of an account go, in batches.
public interface ErasureStep {

    /// Answered by a batch that did nothing and cannot say that nothing is left: it is called again, with no lock held.
    int AGAIN = -1;

    /// The name under which its work is counted in the receipt.
    String item();

    /// Whether what it does is a removal, which the receipt counts.
    default boolean isCounted() { return true; }

    /// Does at most `limit` units in the current transaction, without opening any sealed value.
    ///
    /// @return how many it did, or [#AGAIN]; it is called again until that is zero
    int eraseBatch(ErasureContext context, int limit);
}
