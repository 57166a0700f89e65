package dev.lethe.message.sending;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.message.history.Copies.Receipt;
import dev.lethe.message.history.Fanout;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SlowerClock.Moment;
import dev.lethe.message.sending.SendLocks.Locked;
import dev.lethe.message.sending.SendLocks.SendName;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.vault.KeyLookup;

/// The decisions of one append, taken under its locks: who gets what, under which id and number.
final class AppendBatch {
    private final Fanout fanout;
    private final Map<SendName, Receipt> sends;
    private final Map<ChatId, Long> versions;
    private final Map<UUID, KeyLookup> keys;
    private final Moment now;
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<UUID, List<Holding>> files = new HashMap<>();

    AppendBatch(Locked locked, Map<UUID, KeyLookup> keys, MessageSeal seal, Moment now) {
        this.fanout = new Fanout(locked.mailboxes(), keys, seal);
        this.sends = new HashMap<>(locked.sends());
        this.versions = locked.groups();
        this.keys = keys;
        this.now = now;
    }

    Outcome decide(Addressed send) {
        byte[] digest = send.digest();
        if (digest == null || !fanout.canHold(send.sender())) {
            // keyholders that lost a key say nothing about the session of its owner
            return keys.get(send.sender()) instanceof KeyLookup.Unknown ? new Outcome.Outrun()
                    : new Outcome.SenderErased();
        }
        Receipt known = sends.get(new SendName(send.sender(), send.clientId()));
        if (known != null) {
            return Arrays.equals(known.digest(), digest) ? new Outcome.SentBefore(known.dated())
                    : new Outcome.ClientIdUsed();
        }
        Outcome refusal = send.audience().isGroup() ? refusalOfGroup(send) : refusalOfPartner(send);
        return refusal == null ? append(send, digest) : refusal;
    }

    private @Nullable Outcome refusalOfGroup(Addressed send) {
        Long version = versions.get(send.submission().chat());
        return version != null && version == send.audience().version() ? null : new Outcome.Outrun();
    }

    private @Nullable Outcome refusalOfPartner(Addressed send) {
        for (UUID holder : send.holders()) {
            if (keys.get(holder) instanceof KeyLookup.Unknown) {
                return new Outcome.NoSuchAccount();
            }
            if (!fanout.canHold(holder)) {
                return new Outcome.PartnerErased();
            }
        }
        return null;
    }

    private Outcome append(Addressed send, byte[] digest) {
        // members of a group who are erased at this moment are left out
        List<UUID> holders = send.holders().stream().filter(fanout::canHold).toList();
        UUID file = send.submission().file();
        MessageId leased = send.leased();
        if (file != null && (leased == null || isTaken(holders, leased))) {
            return new Outcome.Outrun();
        }
        Dated taken = leased == null ? following(holders) : Dated.of(leased, now);
        fanout.add(send.draft(), holders, taken);
        Receipt receipt = new Receipt(send.sender(), send.clientId(), taken, digest);
        receipts.add(receipt);
        sends.put(new SendName(send.sender(), send.clientId()), receipt);
        if (file != null) {
            files.computeIfAbsent(file, _ -> new ArrayList<>())
                    .addAll(holders.stream().map(holder -> new Holding(holder, taken.id().value())).toList());
        }
        return new Outcome.Sent(taken);
    }

    private Dated following(List<UUID> holders) {
        long last = holders.stream().mapToLong(holder -> fanout.mailbox(holder).lastId()).max().orElse(0);
        return Dated.following(last, now);
    }

    private boolean isTaken(List<UUID> holders, MessageId id) {
        return holders.stream().anyMatch(holder -> fanout.mailbox(holder).lastId() >= id.value());
    }

    Fanout fanout() {
        return fanout;
    }

    List<Receipt> receipts() {
        return receipts;
    }

    Map<UUID, List<Holding>> files() {
        return files;
    }
}
