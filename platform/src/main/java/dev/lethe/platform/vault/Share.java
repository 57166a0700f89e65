package dev.lethe.platform.vault;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One keyholder's piece of one root. Only shares of the same key id, generation and check are ever combined.
///
/// @param keyId names the one split this share is part of
/// @param generation starts at 1; a seal names it as its key version
/// @param index the x of the polynomial, 1-based: the keyholder's place in the configured list
/// @param check 16 bytes derived from the root: tells a right rebuild from a wrong one, and nothing else
/// @param value the y values, as long as the root
public record Share(UUID keyId, int generation, int index, byte[] check, byte[] value) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Share that && keyId.equals(that.keyId) && generation == that.generation
                && index == that.index && Arrays.equals(check, that.check) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, generation, index);
    }

    @Override
    public String toString() {
        return "Share[index=" + index + "]";
    }
}
