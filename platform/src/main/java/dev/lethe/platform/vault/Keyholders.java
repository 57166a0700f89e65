package dev.lethe.platform.vault;

import java.util.List;

/// All keyholders, in the order that fixes each one's share index for ever: append, never reorder.
///
/// @param threshold how many of them rebuild a key
public record Keyholders(List<Keyholder> all, int threshold) {

    public Keyholders {
        all = List.copyOf(all);
        if (threshold < 2 || threshold > all.size()) {
            throw new IllegalArgumentException(
                    "lethe.vault.threshold is %d, but %d keyholders are configured; it must be 2 up to their number"
                            .formatted(threshold, all.size()));
        }
    }

    /// How many keyholders without a share make the key unreachable.
    int blocking() {
        return all.size() - threshold + 1;
    }
}
