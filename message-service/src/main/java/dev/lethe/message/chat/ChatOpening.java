package dev.lethe.message.chat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.chat.Chat.Partner;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.membership.Groups;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Opens stored chats for their owner.
@Component
public class ChatOpening {
    private final Vault vault;
    private final MessageOpening messages;
    private final Mailboxes mailboxes;
    private final Groups groups;

    ChatOpening(Vault vault, MessageOpening messages, Mailboxes mailboxes, Groups groups) {
        this.vault = vault;
        this.messages = messages;
        this.mailboxes = mailboxes;
        this.groups = groups;
    }

    /// Where the title of a chat is sealed.
    public static Place titlePlace(UUID owner, UUID chat) {
        return Place.of("chat", "title", owner, chat);
    }

    /// In the same order.
    public List<Chat> open(UUID owner, List<ChatRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKey key = vault.key(owner);
        Set<UUID> erased = mailboxes.erasedOf(rows.stream()
                .filter(row -> row.kind() == ChatKind.DIRECT)
                .map(row -> row.chat().value())
                .collect(Collectors.toSet()));
        Map<ChatId, GroupRole> roles = groups.rolesOf(owner, rows.stream()
                .filter(row -> row.kind() == ChatKind.GROUP)
                .map(ChatRow::chat)
                .toList());
        List<MessageRow> lastRows = rows.stream().map(ChatRow::last).filter(Objects::nonNull).toList();
        Iterator<Message> last = messages.open(owner, lastRows).iterator();
        List<Chat> chats = new ArrayList<>(rows.size());
        for (ChatRow row : rows) {
            chats.add(chat(owner, key, row, erased, roles.get(row.chat()), row.last() == null ? null : last.next()));
        }
        return chats;
    }

    // A chat is shown without what does not open any more; the vault counts it.
    private static @Nullable String title(SubjectKey key, UUID owner, UUID chat, byte[] sealed) {
        try {
            return key.openText(titlePlace(owner, chat), sealed);
        } catch (SealBrokenException _) {
            return null;
        }
    }

    private static Chat chat(UUID owner, SubjectKey key, ChatRow row, Set<UUID> erased, @Nullable GroupRole role,
            @Nullable Message last) {
        boolean direct = row.kind() == ChatKind.DIRECT;
        UUID id = row.chat().value();
        byte[] title = row.title();
        ChatMarks marks = ChatMarking.open(key, owner, id, row.marks());
        return new Chat(id, row.kind(), title == null ? null : title(key, owner, id, title), role,
                direct ? new Partner(id, erased.contains(id) ? true : null) : null, Long.toString(row.readUpTo()),
                direct || row.kind() == ChatKind.GROUP ? Long.toString(row.partnerReadUpTo()) : null, row.unread(),
                marks.mutedUntil(), marks.archived(), last);
    }
}
