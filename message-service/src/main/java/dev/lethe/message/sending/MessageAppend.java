package dev.lethe.message.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.message.history.Copies;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.SlowerClock;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.vault.KeyLookup;

/// Appends a batch of submissions to all mailboxes concerned, in one transaction of two statements:
/// lock and read, then insert. Between them it decides and seals. All of a batch is sent or none.
@Component
class MessageAppend {
    private final SendLocks locks;
    private final Copies copies;
    private final MessageSeal seal;
    private final Outbox outbox;
    private final SlowerClock clock;

    MessageAppend(SendLocks locks, Copies copies, MessageSeal seal, Outbox outbox, SlowerClock clock) {
        this.locks = locks;
        this.copies = copies;
        this.seal = seal;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// One outcome a submission, in their order.
    ///
    /// @param keys of all senders and receivers, as the keyholders answered
    @Transactional
    public List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
        AppendBatch decided = decided(locks.lock(batch), keys);
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (Addressed submission : batch) {
            outcomes.add(decided.decide(submission));
        }
        write(decided);
        return outcomes;
    }

    private AppendBatch decided(SendLocks.Locked locked, Map<UUID, KeyLookup> keys) {
        return new AppendBatch(locked, keys, seal, clock.moment(locked.time()));
    }

    private void write(AppendBatch decided) {
        if (decided.fanout().copies().isEmpty()) {
            return;
        }
        copies.insert(decided.fanout().copies(), decided.fanout().counters(), decided.receipts());
        decided.files().forEach((file, holdings) -> outbox.record(new ReferencesConfirmed(file, holdings)));
        Failpoints.reach("message.before-commit");
    }
}
