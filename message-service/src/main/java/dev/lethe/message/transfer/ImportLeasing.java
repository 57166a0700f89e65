package dev.lethe.message.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.WithFile;
import dev.lethe.platform.problem.Problem;

/// Leases the files of an import once all of it is staged, so that an import that fails before has touched no
/// file, and its uploads can be used again. A file that has gone meanwhile costs nothing but itself.
@Component
class ImportLeasing {
    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportedMessages messages;
    private final ImportChanges changes;
    private final HeldFilesClient files;
    private final TransactionTemplate transaction;

    ImportLeasing(ImportJobs jobs, ImportedChats chats, ImportedMessages messages, ImportChanges changes,
            HeldFilesClient files, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.chats = chats;
        this.messages = messages;
        this.changes = changes;
        this.files = files;
        this.transaction = transaction;
    }

    /// Leases all that can be had.
    void lease(ImportJob job, ImportTally tally) {
        if (tally.files() == 0) {
            return;
        }
        for (StagedChat chat : chats.withFiles(job)) {
            List<WithFile> page = messages.withFiles(job.owner(), chat.staged(), 0, HeldFilesClient.AT_ONCE);
            while (!page.isEmpty()) {
                List<MessageId> gone = lease(job, page, tally);
                messages.dropFiles(job.owner(), gone);
                page = messages.withFiles(job.owner(), chat.staged(), page.getLast().id().value(),
                        HeldFilesClient.AT_ONCE);
            }
        }
        List<WithFile> page = changes.withFiles(job, Long.MIN_VALUE, HeldFilesClient.AT_ONCE);
        while (!page.isEmpty()) {
            List<MessageId> gone = lease(job, page, tally);
            changes.dropFiles(job, gone);
            page = changes.withFiles(job, page.getLast().id().value(), HeldFilesClient.AT_ONCE);
        }
    }

    private List<MessageId> lease(ImportJob job, List<WithFile> page, ImportTally tally) {
        Set<UUID> missing = new HashSet<>(files.lease(job.owner(), page));
        List<MessageId> gone = page.stream()
                .filter(message -> missing.contains(message.file()))
                .map(WithFile::id)
                .toList();
        tally.filesGone(gone.size());
        transaction.executeWithoutResult(_ -> {
            if (!jobs.touch(job, tally)) {
                throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
            }
        });
        return gone;
    }

    static Problem fileNotFound(String path) {
        return MessageProblems.FILE_NOT_FOUND.asProblem("Nothing was imported.").with("path", path);
    }
}
