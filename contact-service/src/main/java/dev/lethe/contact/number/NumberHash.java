package dev.lethe.contact.number;

import java.util.Arrays;

/// The keyed hash of a phone number: equal for equal numbers, and nothing more.
///
/// @param bytes 32 bytes
public record NumberHash(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "NumberHash[redacted]";
    }
}
