package dev.lethe.message.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.ExportedChat;
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Writes what an import brings where nobody sees it yet, a batch in a transaction.
@Component
class ImportStaging {
    private final Vault vault;
    private final Mailboxes mailboxes;
    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportFiles files;
    private final MessageStaging messages;

    ImportStaging(Vault vault, Mailboxes mailboxes, ImportJobs jobs, ImportedChats chats, ImportFiles files,
            MessageStaging messages) {
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.jobs = jobs;
        this.chats = chats;
        this.files = files;
        this.messages = messages;
    }

    /// Asked again for every batch, so that a revoked key ends an import too, and before the mailbox is held: keyholders may
    /// be slow.
    SubjectKey key(UUID owner) {
        return vault.key(owner);
    }

    /// Makes the owner's mailbox, should the import come before the news of the account.
    void prepare(UUID owner) {
        key(owner);
        mailboxes.create(List.of(owner));
    }

    /// Begins an import unless another of this owner is under way.
    @Transactional
    public @Nullable ImportJob begin(UUID owner) {
        lockLiving(owner);
        return jobs.begin(owner);
    }

    /// Begins an upload of an import that waits for it.
    @Transactional
    public @Nullable ImportJob take(UUID owner, UUID id) {
        lockLiving(owner);
        return jobs.take(owner, id);
    }

    /// Shows that an import makes progress; ends it when it was given up meanwhile.
    void goesOn(ImportJob job, ImportTally tally) {
        if (!jobs.touch(job, tally)) {
            throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
        }
    }

    /// Notes a chat whose messages follow, or finds it where an earlier upload of the import left it.
    @Transactional
    public StagedChat open(ImportJob job, UUID id, ImportTally tally) {
        requireLiving(job.owner());
        goesOn(job, tally);
        if (chats.isBeingEmptied(job.owner(), id)) {
            throw MessageProblems.CHAT_BEING_EMPTIED.asProblem().retryAfter(Duration.ofSeconds(10));
        }
        return chats.find(job, id).orElseGet(() -> {
            StagedChat chat = new StagedChat(id, chats.exists(job.owner(), id) ? UUID.randomUUID() : id);
            chats.add(job, chat);
            return chat;
        });
    }

    /// Notes what a chat says of itself, unless it said the same before.
    @Transactional
    public void describe(ImportJob job, SubjectKey key, StagedChat chat, ExportedChat exported, ChatSource source) {
        requireLiving(job.owner());
        Place place = ChatSource.place(job.owner(), chat.chat());
        ChatSource before = chats.sourceOf(job.owner(), chat.chat())
                .map(sealed -> ChatSource.of(key.open(place, sealed)))
                .orElse(null);
        ChatSource after = source.after(before);
        if (before != null && after.isSame(before)) {
            return;
        }
        String name = exported.name();
        byte[] title = name == null ? null : key.seal(ChatOpening.titlePlace(job.owner(), chat.chat()), name);
        chats.describe(job, chat, title, key.seal(place, after.plain()));
    }

    /// Notes what the account says beside its chats.
    @Transactional
    public void describeAccount(ImportJob job, SubjectKey key, byte[] root) {
        requireLiving(job.owner());
        jobs.setRoot(job, key.seal(ChatSource.accountPlace(job.owner()), root));
    }

    /// Stages a batch of a chat.
    @Transactional
    public void stage(ImportJob job, SubjectKey key, StagedChat chat, List<ExportedMessage> batch, ImportTally tally) {
        requireLiving(job.owner());
        List<String> paths = batch.stream()
                .map(message -> message.message().file())
                .filter(Objects::nonNull)
                .map(TelegramMessage.File::path)
                .filter(Objects::nonNull)
                .toList();
        Map<String, UUID> found = files.find(key, job, paths);
        int known = messages.stage(job.owner(), key, chat, batch, found);
        int mapped = (int) paths.stream().filter(found::containsKey).count();
        tally.files(mapped, paths.size() - mapped);
        tally.staged(batch.size(), known);
        goesOn(job, tally);
        Failpoints.reach("import.after-batch");
    }

    // Who empties a chat asks under the same lock whether anything is read.
    private void lockLiving(UUID owner) {
        if (mailboxes.lockLiving(owner) == null) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
    }

    private void requireLiving(UUID owner) {
        if (!mailboxes.holdLiving(owner)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
    }
}
