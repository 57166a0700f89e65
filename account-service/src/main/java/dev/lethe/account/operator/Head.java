package dev.lethe.account.operator;

/// The last act of the log. Whoever remembers it sees when the log is cut off before it, or continued otherwise.
///
/// @param sequence 0 before the first act
record Head(long sequence, byte[] digest) {

    static final Head NONE = new Head(0, new byte[LoggedAct.DIGEST]);

    @Override
    public String toString() {
        return "Head[" + sequence + "]";
    }
}
