package dev.lethe.message.transfer;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Counts what one upload brings, while it is read.
final class ImportTally {
    private final Set<String> leftOut = new TreeSet<>();
    private long bytesRead;
    private int chats;
    private int messages;
    private int skipped;
    private int files;
    private int filesMissing;

    void read(long bytes) {
        bytesRead += bytes;
    }

    void newChat() {
        chats++;
    }

    /// @param known messages that are seen already, under whatever import they came
    void staged(int total, int known) {
        messages += total - known;
        skipped += known;
    }

    void files(int found, int missing) {
        files += found;
        filesMissing += missing;
    }

    void leftOut(String section) {
        leftOut.add(section);
    }

    /// Corrects what was counted, once it is known how many messages were written in all.
    void settle(int written) {
        skipped += messages - written;
        messages = written;
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
        return new ImportProgress(job.id(), state, bytesRead, chats, messages, skipped, filesMissing, leftOut());
    }
}
