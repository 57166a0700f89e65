package dev.lethe.message.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.SubjectKey;

/// Makes everyone's copies within one transaction, over mailboxes that are locked: each under its holder's key, with
/// its holder's next number.
public final class Fanout {
    /// A message before it is anybody's copy.
    ///
    /// @param entries what its holders find it by, for those for whom it was made out before
    public record Draft(ChatId chat, Audience audience, UUID author, MessageKind kind, @Nullable UUID file,
            MessageSeal.Prepared message, Map<UUID, String> entries) {
        ChatId chatOf(UUID holder) {
            return audience.chatOf(holder, author, chat);
        }

        /// Makes out all that needs no lock. For a group this is left for later, since what waits is to be small.
        public Draft withEntries(MessageSeal seal, Map<UUID, KeyLookup> keys) {
            if (audience.isGroup()) {
                return this;
            }
            Map<UUID, String> made = HashMap.newHashMap(audience.holders().size());
            for (UUID holder : audience.holders()) {
                if (keys.get(holder) instanceof KeyLookup.Present(SubjectKey key)) {
                    made.put(holder, seal.entries(key, chatOf(holder), message));
                }
            }
            return new Draft(chat, audience, author, kind, file, message, made);
        }

        @Override
        public String toString() {
            return "Draft[redacted]";
        }
    }

    private final Map<UUID, Mailbox> mailboxes;
    private final Map<UUID, KeyLookup> keys;
    private final MessageSeal seal;
    private final List<Copy> copies = new ArrayList<>();
    private final Map<UUID, Mailbox> counters = new LinkedHashMap<>();

    public Fanout(Map<UUID, Mailbox> locked, Map<UUID, KeyLookup> keys, MessageSeal seal) {
        this.mailboxes = new HashMap<>(locked);
        this.keys = keys;
        this.seal = seal;
    }

    /// Writes the message for all of these holders.
    public void add(Draft draft, Collection<UUID> holders, Dated dated) {
        for (UUID holder : holders) {
            copies.add(copy(draft, holder, dated));
        }
    }

    private Copy copy(Draft draft, UUID holder, Dated dated) {
        MessageId id = dated.id();
        Mailbox mailbox = mailbox(holder);
        Mailbox after = new Mailbox(holder, false, mailbox.seq() + 1, Math.max(mailbox.lastId(), id.value()));
        mailboxes.put(holder, after);
        counters.put(holder, after);
        SubjectKey key = key(holder);
        if (key == null) {
            throw new KeyDestroyedException("A key ended while its owner's mailbox was locked");
        }
        ChatId chat = draft.chatOf(holder);
        String entries = draft.entries().get(holder);
        return new Copy(holder, id, chat, draft.audience().kind(), draft.author(), draft.kind(), draft.file(),
                seal.body(key, holder, id, draft.message()),
                entries == null ? seal.entries(key, chat, draft.message()) : entries, after.seq(), dated.ahead());
    }

    public Mailbox mailbox(UUID holder) {
        Mailbox mailbox = mailboxes.get(holder);
        if (mailbox == null) {
            throw new MissingMailboxException();
        }
        return mailbox;
    }

    /// Whether the account lives and its key is at hand.
    public boolean canHold(UUID holder) {
        return !mailbox(holder).erased() && key(holder) != null;
    }

    public @Nullable SubjectKey key(UUID holder) {
        return keys.get(holder) instanceof KeyLookup.Present(SubjectKey key) ? key : null;
    }

    public List<Copy> copies() {
        return copies;
    }

    public Collection<Mailbox> counters() {
        return counters.values();
    }
}
