package dev.lethe.message.transfer;

import java.util.HashSet;
import java.util.Set;

import dev.lethe.message.transfer.ImportedChats.StagedChat;

/// How far a chat is while its messages are staged in the order of their export.
final class ChatStaging {
    private final StagedChat chat;
    private final Set<Long> taken = new HashSet<>();
    private long second = -1;
    private long last = -1;

    ChatStaging(StagedChat chat) {
        this.chat = chat;
    }

    StagedChat chat() {
        return chat;
    }

    /// Whether the message before was of this second, too.
    boolean isIn(long second) {
        return this.second == second;
    }

    /// Behind which place the next message of this second stands.
    long last(long second) {
        return isIn(second) ? last : -1;
    }

    /// Whether a message of the export was found to be, or was put, there.
    boolean isTaken(long id) {
        return taken.contains(id);
    }

    /// The next message of the export stands there.
    void take(long second, long id) {
        if (!isIn(second)) {
            taken.clear();
            this.second = second;
            last = -1;
        }
        taken.add(id);
        last = Math.max(last, id);
    }
}
