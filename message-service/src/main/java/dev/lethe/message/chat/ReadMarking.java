package dev.lethe.message.chat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.membership.Groups;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// Notes how far somebody has read, and shows it to the other side, but to and of nobody who has left the group.
/// Marks only move forward.
@Component
class ReadMarking {
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Chats chats;
    private final Groups groups;

    ReadMarking(Mailboxes mailboxes, Messages messages, Chats chats, Groups groups) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.chats = chats;
        this.groups = groups;
    }

    /// Answers where the mark stands now.
    @Transactional
    public long markRead(Caller caller, ChatId chat, long upTo) {
        UUID reader = caller.accountId();
        ChatKind kind = messages.kindOf(reader, chat).orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
        List<UUID> authors = authors(reader, chat, kind, upTo);
        Map<UUID, Mailbox> locked = mailboxes.lock(Stream.concat(Stream.of(reader), authors.stream()).toList());
        Mailbox own = locked.get(reader);
        if (own == null || own.erased()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        if (chats.markRead(caller, chat, upTo, own.seq() + 1)) {
            mailboxes.setSeq(reader, own.seq() + 1);
        }
        long mark = chats.readUpTo(caller, chat);
        ChatId theirs = kind == ChatKind.GROUP ? chat : new ChatId(reader);
        // whoever takes somebody out of a group locks their mailbox too
        Set<UUID> shown = kind == ChatKind.GROUP ? shownIn(chat, reader, authors) : Set.copyOf(authors);
        authors.stream().filter(shown::contains).map(locked::get)
                .filter(author -> author != null && !author.erased())
                .forEach(author -> showTo(author, theirs, mark));
        return mark;
    }

    private Set<UUID> shownIn(ChatId group, UUID reader, List<UUID> authors) {
        Set<UUID> present = authors.isEmpty() ? Set.of() : groups.present(group);
        return present.contains(reader) ? present : Set.of();
    }

    // In a group only those are told whose messages the mark passes.
    private List<UUID> authors(UUID reader, ChatId chat, ChatKind kind, long upTo) {
        return switch (kind) {
            case DIRECT -> List.of(chat.value());
            case GROUP -> groups.rolesOf(reader, List.of(chat)).isEmpty() ? List.of()
                    : chats.authorsUpTo(reader, chat, upTo);
            case SAVED, SERVICE, IMPORTED -> List.of();
        };
    }

    private void showTo(Mailbox author, ChatId chat, long mark) {
        if (chats.markPartnerRead(author.owner(), chat, mark, author.seq() + 1)) {
            mailboxes.setSeq(author.owner(), author.seq() + 1);
        }
    }
}
