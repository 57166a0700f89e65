package dev.lethe.message.sending;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.message.history.Copies.Receipt;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.SendLocks.Locked;
import dev.lethe.message.sending.SendLocks.SendName;
import dev.lethe.message.words.SearchTokens;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.SubjectKey;

/// The decisions of one append, taken under its locks: who gets what, under which id and number.
final class AppendBatch {
    private final Map<UUID, Mailbox> mailboxes;
    private final Map<SendName, Receipt> sends;
    private final Map<UUID, KeyLookup> keys;
    private final MessageSeal seal;
    private final SearchTokens tokens;
    private final Clock clock;
    private final List<Copy> copies = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<UUID, Mailbox> counters = new LinkedHashMap<>();
    private final Map<UUID, List<Holding>> files = new HashMap<>();

    AppendBatch(Locked locked, Map<UUID, KeyLookup> keys, MessageSeal seal, SearchTokens tokens,
            Clock clock) {
        this.mailboxes = new HashMap<>(locked.mailboxes());
        this.sends = new HashMap<>(locked.sends());
        this.keys = keys;
        this.seal = seal;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome decide(Submission send) {
        SubjectKey senderKey = key(send.sender());
        if (senderKey == null || !living(send.sender())) {
            return new Outcome.SenderErased();
        }
        byte[] digest = seal.digest(senderKey, send.chat().value(), send.file(), send.body());
        Receipt known = sends.get(new SendName(send.sender(), send.clientId()));
        if (known != null) {
            return Arrays.equals(known.digest(), digest) ? new Outcome.Sent(new MessageId(known.id()))
                    : new Outcome.ClientIdUsed();
        }
        for (UUID holder : send.holders()) {
            if (keys.get(holder) instanceof KeyLookup.Unknown) {
                return new Outcome.NoSuchAccount();
            }
            if (key(holder) == null || !living(holder)) {
                return new Outcome.PartnerErased();
            }
        }
        return append(send, digest);
    }

    private Outcome append(Submission send, byte[] digest) {
        MessageId leased = send.leased();
        if (send.file() != null && (leased == null || isTaken(send, leased))) {
            return new Outcome.Outrun();
        }
        MessageId taken = leased == null ? nextId(send) : leased;
        for (UUID holder : send.holders()) {
            copies.add(copy(send, holder, taken));
        }
        Receipt receipt = new Receipt(send.sender(), send.clientId(), taken.value(), digest);
        receipts.add(receipt);
        sends.put(new SendName(send.sender(), send.clientId()), receipt);
        UUID file = send.file();
        if (file != null) {
            files.computeIfAbsent(file, _ -> new ArrayList<>())
                    .addAll(send.holders().stream().map(holder -> new Holding(holder, taken.value())).toList());
        }
        return new Outcome.Sent(taken);
    }

    private Copy copy(Submission send, UUID holder, MessageId id) {
        Mailbox mailbox = mailbox(holder);
        Mailbox after = new Mailbox(holder, false, mailbox.seq() + 1, Math.max(mailbox.lastId(), id.value()));
        mailboxes.put(holder, after);
        counters.put(holder, after);
        SubjectKey key = key(holder);
        if (key == null) {
            throw new KeyDestroyedException("A key ended while its owner's mailbox was locked");
        }
        ChatKind kind = send.chatKind();
        return new Copy(holder, id, send.chatOf(holder), kind, send.sender(), send.kind(), send.file(),
                seal.seal(key, holder, id, send.body()),
                tokens.of(key, send.chatOf(holder).value(), send.body().searchable()), after.seq());
    }

    private MessageId nextId(Submission send) {
        long last = send.holders().stream().mapToLong(holder -> mailbox(holder).lastId()).max().orElse(0);
        return new MessageId(Math.max(MessageId.earliestAt(clock.instant()).value(), last + 1));
    }

    private boolean isTaken(Submission send, MessageId id) {
        return send.holders().stream().anyMatch(holder -> mailbox(holder).lastId() >= id.value());
    }

    private Mailbox mailbox(UUID holder) {
        Mailbox mailbox = mailboxes.get(holder);
        if (mailbox == null) {
            throw new MissingMailboxException();
        }
        return mailbox;
    }

    private boolean living(UUID holder) {
        return !mailbox(holder).erased();
    }

    private @Nullable SubjectKey key(UUID holder) {
        return keys.get(holder) instanceof KeyLookup.Present(SubjectKey key) ? key : null;
    }

    List<Copy> copies() {
        return copies;
    }

    Collection<Mailbox> counters() {
        return counters.values();
    }

    List<Receipt> receipts() {
        return receipts;
    }

    Map<UUID, List<Holding>> files() {
        return files;
    }
}
