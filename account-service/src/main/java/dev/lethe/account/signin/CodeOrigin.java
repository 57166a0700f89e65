package dev.lethe.account.signin;

/// Where a code was asked for and for what, as keyed hashes, and whether the number signed in from there lately.
///
/// @param network of the caller
/// @param block   of the number: all numbers that differ in nothing but their last five digits
record CodeOrigin(byte[] network, byte[] block, boolean isKnown) {

    @Override
    public String toString() {
        return "CodeOrigin[…]";
    }
}
