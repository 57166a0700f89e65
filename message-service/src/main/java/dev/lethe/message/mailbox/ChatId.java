package dev.lethe.message.mailbox;

import java.util.UUID;

/// Names a chat within a mailbox. A direct chat has the partner's account id, the saved messages
/// have the owner's own, the service's notices a fixed one, an imported chat one of its own.
public record ChatId(UUID value) {
    public static final ChatId SERVICE = new ChatId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    public boolean isSavedMessagesOf(UUID owner) {
        return value.equals(owner);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
