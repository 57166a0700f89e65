package dev.lethe.message.sending;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.Fanout.Draft;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.MessageSeal.Prepared;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.SubjectKey;

/// A message that somebody wants sent, once under this client id.
///
/// @param file  the file it holds
/// @param source what is passed on; null when it is written anew
record Submission(UUID sender, UUID clientId, ChatId chat, MessageBody body, @Nullable UUID file,
        @Nullable Source source) {
    /// One of the sender's own copies.
    record Source(ChatId chat, MessageId message) {}

    /// The leases on the file of a message.
    ///
    /// @param id   the message's
    /// @param file what it is
    record Leased(MessageId id, FileDetails file) {}

    /// A submission with whom it is to reach and all that can be made of it before mailboxes are locked.
    ///
    /// @param digest null when the sender has no key (any more)
    /// @param leased the id under which leases on the file were taken; the message has this id or is not sent
    record Addressed(Submission submission, Draft draft, byte @Nullable [] digest, @Nullable MessageId leased) {
        UUID sender() {
            return submission.sender();
        }

        UUID clientId() {
            return submission.clientId();
        }

        Audience audience() {
            return draft.audience();
        }

        List<UUID> holders() {
            return audience().holders();
        }

        @Override
        public String toString() {
            return "Addressed[" + submission.clientId + "]";
        }
    }

    MessageKind kind() {
        return file == null ? MessageKind.TEXT : MessageKind.FILE;
    }

    /// What every retry has in common: what was written, or what is passed on, which may change meanwhile.
    byte[] digest(MessageSeal seal, SubjectKey key) {
        return digest(seal, key, seal.prepare(body));
    }

    private byte[] digest(MessageSeal seal, SubjectKey key, Prepared message) {
        Source from = source;
        if (from == null) {
            return seal.digest(key, ids(chat.value(), file, null, 0), message);
        }
        MessageBody own = new MessageBody(null, null, null, null, null, body.replyTo(), null, null, null, null);
        return seal.digest(key, ids(chat.value(), null, from.chat().value(), from.message().value()),
                seal.prepare(own));
    }

    private static byte[] ids(UUID chat, @Nullable UUID file, @Nullable UUID sourceChat, long sourceMessage) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * 2 * Long.BYTES + Long.BYTES);
        for (UUID id : new @Nullable UUID[] {chat, file, sourceChat}) {
            bytes.putLong(id == null ? 0 : id.getMostSignificantBits());
            bytes.putLong(id == null ? 0 : id.getLeastSignificantBits());
        }
        return bytes.putLong(sourceMessage).array();
    }

    Addressed to(Audience audience, Map<UUID, KeyLookup> keys, MessageSeal seal, @Nullable Leased leased) {
        Prepared said = seal.prepare(body);
        Prepared message = leased == null ? said : seal.prepare(body.holding(leased.file()));
        Draft draft = new Draft(chat, audience, sender, kind(), file, message, Map.of()).withEntries(seal, keys);
        byte[] digest = keys.get(sender) instanceof KeyLookup.Present(SubjectKey key) ? digest(seal, key, said)
                : null;
        return new Addressed(this, draft, digest, leased == null ? null : leased.id());
    }

    @Override
    public String toString() {
        return "Submission[" + clientId + "]";
    }
}
