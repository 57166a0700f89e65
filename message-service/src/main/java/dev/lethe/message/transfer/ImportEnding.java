package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.FileReleases;
import dev.lethe.message.history.Removed;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.transfer.ImportChanges.Changed;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.WithFiles;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// Ends an import: shows what it staged, or removes it. Both go on where they were broken off.
@Component
class ImportEnding {
    private static final int AT_ONCE = 1_000;
    private static final int FILES_AT_ONCE = 500;

    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportedMessages messages;
    private final ImportChanges changes;
    private final Mailboxes mailboxes;
    private final FileReleases releases;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    ImportEnding(ImportJobs jobs, ImportedChats chats, ImportedMessages messages, ImportChanges changes,
            Mailboxes mailboxes, FileReleases releases, Outbox outbox, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.chats = chats;
        this.messages = messages;
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.releases = releases;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /// Shows new chats all at once, in the commit that decides that the import succeeded; chats that were there
    /// grow right after it.
    void show(ImportJob job, ImportTally tally) {
        tally.settle(messages.count(job), changes.count(job));
        Failpoints.reach("import.before-finish");
        transaction.executeWithoutResult(_ -> {
            Mailbox mailbox = mailboxes.lockLiving(job.owner());
            if (mailbox == null) {
                throw PlatformProblems.UNAUTHENTICATED.asProblem();
            }
            if (!jobs.succeed(job, tally)) {
                throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
            }
            mailboxes.setSeq(job.owner(), mailbox.seq() + chats.showNew(job, mailbox.seq()));
        });
        finish(job);
    }

    /// Does what is left to do once an import has succeeded.
    void finish(ImportJob job) {
        Failpoints.reach("import.finishing");
        if (jobs.hasFiles(job)) {
            chats.withFiles(job).stream().filter(StagedChat::isNew)
                    .forEach(chat -> confirmAll(job.owner(), chat.chat()));
        }
        chats.growing(job).forEach(chat -> grow(job, chat));
        showChanges(job);
        transaction.executeWithoutResult(_ -> jobs.end(job, ImportState.DONE));
    }

    /// Removes what an import has staged that did not succeed.
    ///
    /// @return how many messages that were
    int remove(ImportJob job) {
        if (!jobs.fail(job)) {
            return 0;
        }
        int removed = 0;
        int some;
        do {
            some = Objects.requireNonNull(transaction.execute(_ -> removeSome(job)));
            removed += some;
        } while (some == AT_ONCE);
        transaction.executeWithoutResult(_ -> {
            if (jobs.holdFailed(job)) {
                jobs.end(job, ImportState.FAILED);
            }
        });
        return removed;
    }

    // Another import may stage under the same ids as soon as this one has ended. Nothing is said of files: their leases lapse,
    // and the uploads can be used again.
    private int removeSome(ImportJob job) {
        return jobs.holdFailed(job) ? messages.removeStaged(job, AT_ONCE) : 0;
    }

    private void showChanges(ImportJob job) {
        List<Long> ids = changes.next(job, AT_ONCE);
        while (!ids.isEmpty()) {
            List<Long> some = ids;
            transaction.executeWithoutResult(_ -> showSome(job, some));
            ids = changes.next(job, AT_ONCE);
        }
    }

    private void showSome(ImportJob job, List<Long> ids) {
        Mailbox mailbox = mailboxes.lock(List.of(job.owner())).get(job.owner());
        List<Changed> changed = changes.show(job, ids, mailbox == null ? 0 : mailbox.seq());
        if (mailbox == null || mailbox.erased() || changed.isEmpty()) {
            return;
        }
        mailboxes.setSeq(job.owner(), mailbox.seq() + ids.size());
        confirm(job.owner(), changed.stream().map(Changed::gained).toList());
        releases.release(job.owner(), changed.stream().map(Changed::lost).toList());
    }

    private void confirmAll(UUID owner, UUID chat) {
        List<WithFiles> page = messages.withFiles(owner, chat, 0, FILES_AT_ONCE);
        while (!page.isEmpty()) {
            List<Removed> held = page.stream().map(message -> new Removed(message.id(), message.files())).toList();
            transaction.executeWithoutResult(_ -> confirm(owner, held));
            page = messages.withFiles(owner, chat, page.getLast().id().value(), FILES_AT_ONCE);
        }
    }

    private void confirm(UUID owner, List<Removed> held) {
        Map<UUID, List<Holding>> byFile = new LinkedHashMap<>();
        for (Removed message : held) {
            for (UUID file : message.files()) {
                byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Holding(owner, message.id().value()));
            }
        }
        byFile.forEach((file, holdings) -> outbox.record(new ReferencesConfirmed(file, holdings)));
    }

    private void grow(ImportJob job, StagedChat chat) {
        int all = 0;
        int moved;
        do {
            moved = Objects.requireNonNull(transaction.execute(_ -> move(job, chat)));
            all += moved;
        } while (moved == AT_ONCE);
        if (all == 0 && chats.isDescribed(job, chat)) {
            transaction.executeWithoutResult(_ -> {
                Mailbox mailbox = mailboxes.lockLiving(job.owner());
                if (mailbox != null) {
                    showGrown(job, chat, mailbox);
                }
            });
        }
    }

    private int move(ImportJob job, StagedChat chat) {
        Mailbox mailbox = mailboxes.lockLiving(job.owner());
        if (mailbox == null) {
            return 0;
        }
        List<Removed> moved = messages.move(job.owner(), chat.staged(), chat.chat(), AT_ONCE);
        if (!moved.isEmpty()) {
            confirm(job.owner(), moved);
            showGrown(job, chat, mailbox);
        }
        return moved.size();
    }

    private void showGrown(ImportJob job, StagedChat chat, Mailbox mailbox) {
        chats.showGrown(job, chat.chat(), mailbox.seq() + 1);
        mailboxes.setSeq(job.owner(), mailbox.seq() + 1);
    }
}
