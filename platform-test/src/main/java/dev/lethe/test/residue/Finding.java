package dev.lethe.test.residue;

/// A canary where it should not be.
///
/// @param where the file within the place, or what was read
/// @param offset of the first byte after it, in what was read
public record Finding(Canary canary, Encoding encoding, String place, String where, long offset) {
    @Override
    public String toString() {
        return canary.name() + " as " + encoding + " in " + place + ": " + where + " before byte " + offset;
    }
}
