package dev.lethe.message.membership;

import java.util.List;
import java.util.UUID;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;

/// Whom a message reaches that is sent into a chat.
///
/// @param holders whose mailboxes receive it, the sender's first
/// @param version of the group, 0 for other chats; when it has changed by the time the group is locked, the audience
///                is out of date
public record Audience(ChatKind kind, List<UUID> holders, long version) {
    static Audience ofSavedMessages(UUID owner) {
        return new Audience(ChatKind.SAVED, List.of(owner), 0);
    }

    static Audience ofDirect(UUID sender, UUID partner) {
        return new Audience(ChatKind.DIRECT, List.of(sender, partner), 0);
    }

    public boolean isGroup() { return kind == ChatKind.GROUP; }

    /// The chat under which a holder sees it.
    public ChatId chatOf(UUID holder, UUID sender, ChatId chat) {
        return isGroup() || holder.equals(sender) ? chat : new ChatId(sender);
    }
}
