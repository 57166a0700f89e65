package dev.lethe.contact.contact;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.ContactProblems;
import dev.lethe.events.DeletionEvent.ContactsDeleted;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.text.CanonicalBase64;
import dev.lethe.platform.vault.Vault;

/// An owner's own view of their contacts.
@Component
class ContactList {

    private static final int CURSOR_BYTES = 16;

    private final Contacts contacts;
    private final Vault vault;
    private final Outbox outbox;
    private final Subjects subjects;

    ContactList(Contacts contacts, Vault vault, Outbox outbox, Subjects subjects) {
        this.contacts = contacts;
        this.vault = vault;
        this.outbox = outbox;
        this.subjects = subjects;
    }

    /// Some of the contacts, in the order of their ids.
    ///
    /// @param nextCursor where the next page starts; null on the last one
    record Page(List<Contact> contacts, @Nullable String nextCursor) {}

    Page page(UUID owner, @Nullable String cursor, int limit) {
        var rows = contacts.page(owner, cursor == null ? null : read(cursor), limit + 1);
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        if (shown.isEmpty()) {
            return new Page(List.of(), null);
        }
        var key = vault.key(owner);
        return new Page(shown.stream().map(row -> row.open(key)).toList(),
                rows.size() > limit ? cursor(shown.getLast().id()) : null);
    }

    /// Deletes one contact.
    ///
    /// @return how many were deleted: 1, or 0 when the owner has no such contact
    @Transactional
    public int delete(UUID owner, UUID id) {
        if (subjects.lockLiving(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        int deleted = contacts.delete(owner, List.of(id));
        if (deleted > 0) {
            outbox.record(new ContactsDeleted(owner, List.of(id)));
            Failpoints.reach("contact.delete-before-commit");
        }
        return deleted;
    }

    private static String cursor(UUID id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
    }

    private static UUID read(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(CanonicalBase64.decodeUrl(cursor));
            if (bytes.remaining() == CURSOR_BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException notOurs) {
            // answered below
        }
        throw ContactProblems.CURSOR_UNKNOWN.asProblem();
    }
}
