package dev.lethe.launcher.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The newest messages of an inbox, in memory only.
final class Messages {

    private static final int LIMIT = 10_000;
    private final Deque<InboxMessage> messages = new ArrayDeque<>();

    synchronized void add(InboxMessage message) {
        if (messages.size() == LIMIT) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    synchronized List<InboxMessage> all() {
        return List.copyOf(messages);
    }

    List<InboxMessage> to(String receiver) {
        return all().stream().filter(message -> message.to().equals(receiver)).toList();
    }
}
