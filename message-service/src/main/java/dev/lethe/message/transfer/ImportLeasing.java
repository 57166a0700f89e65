package dev.lethe.message.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.WithFile;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.Vault;

/// Leases the files of an import once all of it is staged, so that an import that fails before has touched no
/// file, and its uploads can be used again.
@Component
class ImportLeasing {
    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportedMessages messages;
    private final HeldFilesClient files;
    private final MessageSeal seal;
    private final Vault vault;

    ImportLeasing(ImportJobs jobs, ImportedChats chats, ImportedMessages messages, HeldFilesClient files,
            MessageSeal seal, Vault vault) {
        this.jobs = jobs;
        this.chats = chats;
        this.messages = messages;
        this.files = files;
        this.seal = seal;
        this.vault = vault;
    }

    /// Leases all.
    ///
    /// @throws Problem naming the path when the importer does not hold its file
    void lease(ImportJob job) {
        if (!jobs.hasFiles(job)) {
            return;
        }
        if (!jobs.lease(job)) {
            throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
        }
        for (StagedChat chat : chats.all(job)) {
            List<WithFile> page = messages.withFiles(job.owner(), chat.staged(), 0, HeldFilesClient.AT_ONCE);
            while (!page.isEmpty()) {
                lease(job, page);
                page = messages.withFiles(job.owner(), chat.staged(), page.getLast().id().value(),
                        HeldFilesClient.AT_ONCE);
            }
        }
    }

    private void lease(ImportJob job, List<WithFile> page) {
        Set<UUID> missing = new HashSet<>(files.lease(job.owner(), page));
        for (WithFile message : page) {
            if (missing.contains(message.file())) {
                throw fileNotFound(path(job.owner(), message));
            }
        }
        jobs.lease(job);
    }

    static Problem fileNotFound(String path) {
        return MessageProblems.FILE_NOT_FOUND.asProblem("Nothing was imported.").with("path", path);
    }

    private String path(UUID owner, WithFile message) {
        MessageSeal.Imported opened = seal.openImported(vault.key(owner), owner, message.id(), message.body());
        TelegramMessage.File file = opened == null ? null : TelegramMessages.of(opened.raw()).file();
        return file == null || file.path() == null ? "" : file.path();
    }
}
