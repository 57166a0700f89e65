package dev.lethe.message.history;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.history.Message.Author;
import dev.lethe.message.history.Message.Quote;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Opens stored copies for their holder. What a reply quotes comes from the holder's own copy, in one more
/// statement for all of them.
@Component
public class MessageOpening {
    /// A stored copy and what it says.
    public record Opened(MessageRow row, MessageBody body) {}

    private final Vault vault;
    private final MessageSeal seal;
    private final Messages messages;
    private final Mailboxes mailboxes;

    MessageOpening(Vault vault, MessageSeal seal, Messages messages, Mailboxes mailboxes) {
        this.vault = vault;
        this.seal = seal;
        this.messages = messages;
        this.mailboxes = mailboxes;
    }

    /// In the same order.
    public List<Message> open(UUID owner, List<MessageRow> rows) {
        return complete(owner, bodies(owner, rows));
    }

    /// In the same order, of authors who are known to live, and nothing at all when one of them quotes or names another.
    public List<Message> openAlone(UUID owner, List<MessageRow> rows) {
        List<Opened> opened = bodies(owner, rows);
        return opened.stream().anyMatch(each -> replyTo(each.body()) != null || each.body().forwardedFrom() != null)
                ? List.of()
                : opened.stream().map(each -> message(each, Collections.emptyMap(), Set.of())).toList();
    }

    /// What stands of a message that somebody sent: what the sender's own copy says now, or nothing but its id when that
    /// copy is gone.
    public Message standing(UUID sender, ChatId chat, Dated sent, MessageKind kind) {
        List<MessageRow> own = messages.standing(sender, List.of(sent.id())).stream()
                .filter(row -> row.chat().equals(chat) && sender.equals(row.author()))
                .toList();
        return own.isEmpty()
                ? Message.of(chat.value(), sent, kind, new Author(sender, null), null, MessageBody.EMPTY)
                : open(sender, own).getFirst();
    }

    /// What copies say by themselves, in the same order.
    public List<Opened> bodies(UUID owner, List<MessageRow> rows) {
        return rows.isEmpty() ? List.of() : opened(vault.key(owner), owner, rows);
    }

    /// Adds what stands elsewhere: quotes, and which authors are gone.
    public List<Message> complete(UUID owner, List<Opened> opened) {
        if (opened.isEmpty()) {
            return List.of();
        }
        Map<MessageId, Opened> quoted = quoted(vault.key(owner), owner, opened);
        Set<UUID> erased = mailboxes.erasedOf(named(owner, opened, quoted.values()));
        return opened.stream().map(each -> message(each, quoted, erased)).toList();
    }

    /// A message that answers another, with the quote of it.
    public Message quoting(UUID owner, Message message) {
        Quote quote = message.replyTo();
        MessageId id = quote == null ? null : MessageId.parse(quote.id());
        if (id == null) {
            return message;
        }
        SubjectKey key = vault.key(owner);
        List<Opened> quoted = opened(key, owner, messages.standing(owner, List.of(id)));
        Set<UUID> erased = mailboxes.erasedOf(named(owner, List.of(), quoted));
        return message.with(quote(message, quoted.isEmpty() ? null : quoted.getFirst(), erased),
                message.forwardedFrom());
    }

    private List<Opened> opened(SubjectKey key, UUID owner, List<MessageRow> rows) {
        return rows.stream().map(row -> opened(key, owner, row)).toList();
    }

    // One broken row must not stand in the way of all that come after it. The vault counts it.
    private Opened opened(SubjectKey key, UUID owner, MessageRow row) {
        try {
            return new Opened(row, seal.open(key, owner, row.id(), row.body()));
        } catch (SealBrokenException _) {
            return new Opened(row.unreadable(), MessageBody.EMPTY);
        }
    }

    private Map<MessageId, Opened> quoted(SubjectKey key, UUID owner, List<Opened> opened) {
        List<MessageId> ids = opened.stream()
                .map(each -> replyTo(each.body()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<MessageId, Opened> quoted = new HashMap<>();
        if (!ids.isEmpty()) {
            opened(key, owner, messages.standing(owner, ids)).forEach(each -> quoted.put(each.row().id(), each));
        }
        return quoted;
    }

    private static Set<UUID> named(UUID owner, List<Opened> opened, Collection<Opened> quoted) {
        Set<UUID> named = new HashSet<>();
        opened.forEach(each -> named.add(each.body().forwardedFrom()));
        opened.forEach(each -> named.add(each.row().author()));
        quoted.forEach(each -> named.add(each.row().author()));
        named.removeIf(id -> id == null || id.equals(owner));
        return named;
    }

    private static Message message(Opened opened, Map<MessageId, Opened> quoted, Set<UUID> erased) {
        MessageRow row = opened.row();
        MessageBody body = opened.body();
        Message message = Message.of(row.chat().value(), row.dated(), row.kind(), author(row.author(), erased),
                row.file(), body);
        return message.with(quote(message, quoted.get(replyTo(body)), erased), author(body.forwardedFrom(), erased));
    }

    // An id may have come to another message since; that one stands in another chat.
    private static @Nullable Quote quote(Message message, @Nullable Opened quoted, Set<UUID> erased) {
        if (quoted == null || !quoted.row().chat().value().equals(message.chatId())) {
            return message.replyTo();
        }
        MessageRow row = quoted.row();
        return Quote.of(row.id().toString(), row.kind(), author(row.author(), erased), quoted.body().text());
    }

    private static @Nullable MessageId replyTo(MessageBody body) {
        String id = body.replyTo();
        return id == null ? null : MessageId.parse(id);
    }

    private static @Nullable Author author(@Nullable UUID id, Set<UUID> erased) {
        return id == null ? null : new Author(id, erased.contains(id) ? true : null);
    }
}
