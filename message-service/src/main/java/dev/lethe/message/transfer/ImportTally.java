package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.lethe.message.telegram.LeftOut;

/// Counts what one upload brings, while it is read.
final class ImportTally {
    private static final int MOST_NAMED = 100;

    private final Set<String> leftOut = new TreeSet<>();
    private final List<LeftOut> named = new ArrayList<>();
    private long bytesRead;
    private long room;
    private int chats;
    private int messages;
    private int changed;
    private int skipped;
    private int messagesLeftOut;
    private int files;
    private int filesMissing;

    void read(long bytes) {
        bytesRead += bytes;
    }

    void newChat() {
        chats++;
    }

    /// @param known messages that are seen already, under whatever import they came
    /// @param newer messages that are seen in an older form
    void staged(int total, int known, int newer) {
        messages += total - known - newer;
        changed += newer;
        skipped += known;
    }

    /// Notes how many messages more there is room for.
    void roomFor(long more) {
        room = messages + more;
    }

    /// Whether more is new than there was room for when it was last noted.
    boolean isBeyondRoom() { return messages > room; }

    void files(int found, int missing) {
        files += found;
        filesMissing += missing;
    }

    void leftOut(String section) {
        leftOut.add(section);
    }

    /// A message, or a whole chat, that cannot be kept.
    void leftOut(LeftOut part) {
        messagesLeftOut++;
        if (named.size() < MOST_NAMED) {
            named.add(part);
        }
    }

    /// Messages of which a file turned out to be gone.
    void filesGone(int gone) {
        filesMissing += gone;
    }

    /// Corrects what was counted, once it is known how many messages were written in all.
    void settle(int written, int newer) {
        int all = messages + changed + skipped;
        messages = written;
        changed = newer;
        skipped = all - written - newer;
    }

    long bytesRead() {
        return bytesRead;
    }

    int chats() {
        return chats;
    }

    int messages() {
        return messages;
    }

    int changed() {
        return changed;
    }

    int messagesLeftOut() {
        return messagesLeftOut;
    }

    /// The first of what could not be kept.
    List<LeftOut> named() {
        return List.copyOf(named);
    }

    int skipped() {
        return skipped;
    }

    int files() {
        return files;
    }

    int filesMissing() {
        return filesMissing;
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    ImportProgress progress(ImportJob job, ImportState state) {
        return new ImportProgress(job.id(), state, bytesRead, chats, messages, changed, skipped, filesMissing,
                leftOut(), messagesLeftOut, named());
    }
}
