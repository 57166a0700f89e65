package dev.lethe.message.history;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.history.Message.Author;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Opens stored copies for their holder.
@Component
public class MessageOpening {
    private final Vault vault;
    private final MessageSeal seal;
    private final Mailboxes mailboxes;

    MessageOpening(Vault vault, MessageSeal seal, Mailboxes mailboxes) {
        this.vault = vault;
        this.seal = seal;
        this.mailboxes = mailboxes;
    }

    /// In the same order.
    public List<Message> open(UUID owner, List<MessageRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKey key = vault.key(owner);
        Set<UUID> erased = mailboxes.erasedOf(rows.stream()
                .map(MessageRow::author)
                .filter(Objects::nonNull)
                .filter(author -> !author.equals(owner))
                .collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> Message.of(row.chat().value(), row.id(), row.kind(), author(row.author(), erased),
                        row.file(), seal.open(key, owner, row.id(), row.body())))
                .toList();
    }

    private static @Nullable Author author(@Nullable UUID id, Set<UUID> erased) {
        return id == null ? null : new Author(id, erased.contains(id) ? true : null);
    }
}
