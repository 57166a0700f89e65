package dev.lethe.platform.vault;

import org.jspecify.annotations.Nullable;

/// What one keyholder says of one root.
public sealed interface ShareAnswer {

    record Held(Share share) implements ShareAnswer {}

    record Unknown() implements ShareAnswer {}

    /// Gone for good.
    ///
    /// @param order the signed entry, which makes the word of a single keyholder enough
    record Destroyed(@Nullable DestructionOrder order) implements ShareAnswer {}
}
