package dev.lethe.message.deletion;

/// What a clearing removed.
///
/// @param others copies that were removed from the mailboxes of others
record Cleared(int mine, int others) {
    static final Cleared NOTHING = new Cleared(0, 0);

    Cleared plus(int moreMine, int moreOthers) {
        return new Cleared(mine + moreMine, others + moreOthers);
    }
}
