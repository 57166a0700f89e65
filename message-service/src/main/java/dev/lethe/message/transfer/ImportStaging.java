package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.transfer.ImportJobs.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.Standing;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Writes a batch of imported messages where nobody sees them yet, leaving out those that are there.
@Component
class ImportStaging {
    private final Vault vault;
    private final Mailboxes mailboxes;
    private final ImportJobs jobs;
    private final ImportedMessages messages;
    private final MessageSeal seal;

    ImportStaging(Vault vault, Mailboxes mailboxes, ImportJobs jobs, ImportedMessages messages, MessageSeal seal) {
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.jobs = jobs;
        this.messages = messages;
        this.seal = seal;
    }

    /// Asked again for every batch, so that a revoked key ends an import too.
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
        requireLiving(owner);
        return jobs.begin(owner);
    }

    /// Shows that an import makes progress; ends it when it was given up meanwhile.
    void goesOn(ImportJob job) {
        if (!jobs.touch(job)) {
            throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
        }
    }

    /// Notes a chat whose messages follow.
    @Transactional
    public void open(ImportJob job, StagedChat chat, byte @Nullable [] title) {
        requireLiving(job.owner());
        goesOn(job);
        jobs.addChat(job, chat, title);
    }

    /// Answers how many messages were new.
    @Transactional
    public int stage(ImportJob job, StagedChat chat, List<ExportedMessage> batch) {
        SubjectKey key = key(job.owner());
        requireLiving(job.owner());
        goesOn(job);
        List<Candidate> candidates = batch.stream()
                .map(message -> new Candidate(message.firstId().value(), message.body()))
                .toList();
        int written = 0;
        while (!candidates.isEmpty()) {
            Round round = write(job.owner(), key, chat, candidates);
            written += round.written();
            candidates = round.again();
        }
        Failpoints.reach("import.after-batch");
        return written;
    }

    private void requireLiving(UUID owner) {
        if (!mailboxes.holdLiving(owner)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
    }

    // Each round writes what fits; where another message stands, the next id is tried in the next round.
    private Round write(UUID owner, SubjectKey key, StagedChat chat, List<Candidate> candidates) {
        Map<Long, Candidate> tried = new LinkedHashMap<>();
        List<Candidate> again = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Candidate first = tried.putIfAbsent(candidate.id(), candidate);
            if (first != null && !first.body().equals(candidate.body())) {
                again.add(candidate.next());
            }
        }
        List<Copy> copies = tried.values().stream().map(candidate -> copy(owner, key, chat, candidate)).toList();
        Set<Long> written = messages.insertFree(owner, copies);
        tried.keySet().removeAll(written);
        for (Standing standing : messages.standingAt(owner, tried.keySet())) {
            Candidate candidate = tried.remove(standing.id().value());
            if (candidate != null && !isSame(owner, key, chat, standing, candidate.body())) {
                again.add(candidate.next());
            }
        }
        // what stood there when it was written and is gone now
        again.addAll(tried.values());
        return new Round(written.size(), again);
    }

    private boolean isSame(UUID owner, SubjectKey key, StagedChat chat, Standing standing, MessageBody body) {
        boolean ofChat = standing.imported()
                && (standing.chat().equals(chat.chat()) || standing.chat().equals(chat.staged()));
        return ofChat && seal.open(key, owner, standing.id(), standing.body()).equals(body);
    }

    private Copy copy(UUID owner, SubjectKey key, StagedChat chat, Candidate candidate) {
        MessageId id = new MessageId(candidate.id());
        return new Copy(owner, id, new ChatId(chat.staged()), ChatKind.IMPORTED, null, MessageKind.IMPORTED, null,
                seal.seal(key, owner, id, candidate.body()), new long[0], 0);
    }

    private record Round(int written, List<Candidate> again) {}

    private record Candidate(long id, MessageBody body) {
        Candidate next() {
            return new Candidate(id + 1, body);
        }
    }
}
