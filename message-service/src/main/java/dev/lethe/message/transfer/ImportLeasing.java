package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.transfer.HeldFilesClient.Lease;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.WithFiles;
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
            List<WithFiles> page = messages.withFiles(job.owner(), chat.staged(), 0, HeldFilesClient.AT_ONCE);
            while (!page.isEmpty()) {
                lease(job, page, tally).forEach((file, ids) -> messages.dropFile(job.owner(), file, ids));
                page = messages.withFiles(job.owner(), chat.staged(), page.getLast().id().value(),
                        HeldFilesClient.AT_ONCE);
            }
        }
        List<WithFiles> page = changes.withFiles(job, Long.MIN_VALUE, HeldFilesClient.AT_ONCE);
        while (!page.isEmpty()) {
            lease(job, page, tally).forEach((file, ids) -> changes.dropFile(job, file, ids));
            page = changes.withFiles(job, page.getLast().id().value(), HeldFilesClient.AT_ONCE);
        }
    }

    // Answers which messages go without which file.
    private Map<UUID, List<MessageId>> lease(ImportJob job, List<WithFiles> page, ImportTally tally) {
        Set<UUID> missing = missing(job, page);
        Map<UUID, List<MessageId>> gone = new HashMap<>();
        for (WithFiles message : page) {
            List<UUID> files = message.files().stream().filter(missing::contains).toList();
            files.forEach(file -> gone.computeIfAbsent(file, _ -> new ArrayList<>()).add(message.id()));
            tally.filesGone(files.isEmpty() ? 0 : 1);
        }
        transaction.executeWithoutResult(_ -> {
            if (!jobs.touch(job, tally)) {
                throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
            }
        });
        return gone;
    }

    private Set<UUID> missing(ImportJob job, List<WithFiles> page) {
        List<Lease> leases = page.stream()
                .flatMap(message -> message.files().stream().map(file -> new Lease(file, message.id().value())))
                .toList();
        Set<UUID> missing = new HashSet<>();
        for (int from = 0; from < leases.size(); from += HeldFilesClient.AT_ONCE) {
            missing.addAll(files.lease(job.owner(),
                    leases.subList(from, Math.min(leases.size(), from + HeldFilesClient.AT_ONCE))));
        }
        return missing;
    }

    static Problem fileNotFound(String path) {
        return MessageProblems.FILE_NOT_FOUND.asProblem("Nothing was imported.").with("path", path);
    }
}
