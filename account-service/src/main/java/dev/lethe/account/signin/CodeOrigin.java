package dev.lethe.account.signin;

/// Where a code was asked for and for what, as keyed hashes, and whether the number signed in from there lately.
///
/// @param network of the caller
/// @param site    of the caller: the /48 of IPv6, of which one subscriber may own many networks; of IPv4 the network
/// @param block   of the number: all numbers that differ in nothing but their last five digits
record CodeOrigin(byte[] network, byte[] site, byte[] block, boolean isKnown) {

    @Override
    public String toString() {
        return "CodeOrigin[…]";
    }
}
