package dev.lethe.message.transfer;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.transfer.ImportJobs.StagedChat;
import dev.lethe.platform.failpoint.Failpoints;

/// Ends an import: shows what it staged, or removes it. Both go on where they were broken off.
@Component
class ImportEnding {
    private static final int AT_ONCE = 5_000;

    private final ImportJobs jobs;
    private final ImportedMessages messages;
    private final Mailboxes mailboxes;
    private final TransactionTemplate transaction;

    ImportEnding(ImportJobs jobs, ImportedMessages messages, Mailboxes mailboxes, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.messages = messages;
        this.mailboxes = mailboxes;
        this.transaction = transaction;
    }

    /// Shows new chats all at once, in the commit that decides that the import succeeded; chats that were there
    /// grow right after it.
    void show(ImportJob job) {
        Failpoints.reach("import.before-finish");
        transaction.executeWithoutResult(_ -> {
            Mailbox mailbox = mailboxes.lockLiving(job.owner());
            if (mailbox != null) {
                if (!jobs.succeed(job)) {
                    throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
                }
                mailboxes.setSeq(job.owner(), mailbox.seq() + jobs.showNewChats(job, mailbox.seq()));
            }
        });
        finish(job);
    }

    /// Does what is left to do once an import has succeeded.
    void finish(ImportJob job) {
        Failpoints.reach("import.finishing");
        for (StagedChat chat : jobs.chats(job)) {
            if (!chat.isNew()) {
                grow(job, chat);
            }
        }
        transaction.executeWithoutResult(_ -> jobs.end(job));
    }

    /// Removes what an import has staged that did not succeed.
    void remove(ImportJob job) {
        if (!jobs.fail(job)) {
            return;
        }
        for (StagedChat chat : jobs.chats(job)) {
            Integer removed;
            do {
                removed = transaction.execute(_ -> removeSome(job, chat));
            } while (removed != null && removed == AT_ONCE);
        }
        transaction.executeWithoutResult(_ -> {
            if (jobs.holdFailed(job)) {
                jobs.end(job);
            }
        });
    }

    // Another import may stage under the same ids as soon as this one has ended.
    private int removeSome(ImportJob job, StagedChat chat) {
        return jobs.holdFailed(job) ? messages.remove(job.owner(), chat.staged(), AT_ONCE) : 0;
    }

    private void grow(ImportJob job, StagedChat chat) {
        Integer moved;
        do {
            moved = transaction.execute(_ -> move(job.owner(), job, chat));
        } while (moved != null && moved == AT_ONCE);
    }

    private int move(UUID owner, ImportJob job, StagedChat chat) {
        Mailbox mailbox = mailboxes.lock(List.of(owner)).get(owner);
        if (mailbox == null || mailbox.erased()) {
            return 0;
        }
        int moved = messages.move(owner, chat.staged(), chat.chat(), AT_ONCE);
        if (moved > 0) {
            jobs.showGrown(job, chat.chat(), mailbox.seq() + 1);
            mailboxes.setSeq(owner, mailbox.seq() + 1);
        }
        return moved;
    }
}
