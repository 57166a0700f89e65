package dev.lethe.platform.erasure;

/// What a map can't say: work of a service before its rows of an account go, in batches.
public interface ErasureStep {

    /// The name under which its work is counted in the receipt.
    String item();

    /// Whether what it does is a removal, which the receipt counts.
    default boolean isCounted() { return true; }

    /// Does at most `limit` units in the current transaction, without opening any sealed value.
    ///
    /// @return how many it did; it is called again until that is zero
    int eraseBatch(ErasureContext context, int limit);
}
