package dev.lethe.message.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.telegram.LeftOut;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.transfer.ImportedChats.Described;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Writes what an import brings where nobody sees it yet, a batch in a transaction.
@Component
class ImportStaging {
    // far beyond what one mailbox can hold
    private static final long MOST_COUNTED = Long.MAX_VALUE / 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Vault vault;
    private final Mailboxes mailboxes;
    private final ImportJobs jobs;
    private final ImportedChats chats;
    private final ImportFiles files;
    private final MessageStaging messages;
    private final MessageProperties properties;

    ImportStaging(Vault vault, Mailboxes mailboxes, ImportJobs jobs, ImportedChats chats, ImportFiles files,
            MessageStaging messages, MessageProperties properties) {
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.jobs = jobs;
        this.chats = chats;
        this.files = files;
        this.messages = messages;
        this.properties = properties;
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

    /// Whether an account is the one that was imported first. The chats of another one are kept apart from its chats.
    boolean isHome(UUID owner, SubjectKey key, String account) {
        return chats.isHome(owner, hash(key, account));
    }

    /// Notes what the account says beside its chats.
    ///
    /// @param account its number in the export; null when that says nothing of it
    @Transactional
    public void describeAccount(ImportJob job, SubjectKey key, @Nullable String account, boolean home, byte[] root) {
        requireLiving(job.owner());
        jobs.setRoot(job, account == null ? new byte[0] : hash(key, account), home,
                key.seal(ChatSource.accountPlace(job.owner()), root));
    }

    private static byte[] hash(SubjectKey key, String account) {
        return key.blindIndex("imported-account", account.getBytes(StandardCharsets.UTF_8));
    }

    /// Notes what could not be kept.
    void describeLeftOut(ImportJob job, SubjectKey key, List<LeftOut> parts) {
        jobs.setOdd(job, key.seal(oddPlace(job.owner(), job.id()), JSON.writeValueAsBytes(parts)));
    }

    /// What could not be kept of an import.
    List<LeftOut> leftOut(UUID owner, UUID id) {
        byte[] sealed = jobs.odd(owner, id);
        return sealed == null ? List.of()
                : List.of(JSON.readValue(key(owner).open(oddPlace(owner, id), sealed), LeftOut[].class));
    }

    private static Place oddPlace(UUID owner, UUID job) {
        return Place.of("import_job", "odd", owner, job);
    }

    /// Stages a batch: chats whose messages follow, messages, and what chats say of themselves.
    ///
    /// @param known the chats that were opened before; gets those that are new
    @Transactional
    public void stage(ImportJob job, SubjectKey key, List<ChatPart> parts, Map<UUID, ChatStaging> known,
            ImportTally tally) {
        requireLiving(job.owner());
        open(job, parts.stream().map(ChatPart::id).filter(id -> !known.containsKey(id)).toList(), known, tally);
        stageMessages(job, key, parts, known, tally);
        describe(job, key, parts.stream().filter(part -> part.source() != null).toList(), known);
        goesOn(job, tally);
        Failpoints.reach("import.after-batch");
    }

    private void open(ImportJob job, List<UUID> ids, Map<UUID, ChatStaging> known, ImportTally tally) {
        if (ids.isEmpty()) {
            return;
        }
        if (chats.areBeingEmptied(job.owner(), ids)) {
            throw MessageProblems.CHAT_BEING_EMPTIED.asProblem().retryAfter(Duration.ofSeconds(10));
        }
        for (StagedChat chat : chats.open(job, ids)) {
            known.put(chat.chat(), new ChatStaging(chat));
            if (chat.isNew()) {
                tally.newChat();
            }
        }
    }

    private void stageMessages(ImportJob job, SubjectKey key, List<ChatPart> parts, Map<UUID, ChatStaging> known,
            ImportTally tally) {
        Set<String> paths = parts.stream()
                .flatMap(part -> part.messages().stream())
                .flatMap(ImportStaging::paths)
                .collect(Collectors.toSet());
        Map<String, UUID> found = files.find(key, job, paths);
        List<Arrival> arrivals = new ArrayList<>();
        for (ChatPart part : parts) {
            ChatStaging chat = Objects.requireNonNull(known.get(part.id()));
            part.messages().forEach(message -> arrivals
                    .add(new Arrival(chat, message, file(message, found), moreFiles(message, found))));
        }
        if (arrivals.isEmpty()) {
            return;
        }
        MessageStaging.Counts counts = messages.stage(job, key, arrivals);
        int mapped = (int) arrivals.stream().filter(Arrival::hasFiles).count();
        int missing = (int) arrivals.stream()
                .filter(arrival -> paths(arrival.message()).anyMatch(path -> !found.containsKey(path)))
                .count();
        tally.files(mapped, missing);
        tally.staged(arrivals.size(), counts.known(), counts.changed());
    }

    /// Refuses more than an account may hold, once it is staged and outside of any transaction: to count what somebody holds may
    /// take long. Counted with the first messages that are new, and again only when what was free then is used up.
    void requireRoom(ImportJob job, ImportTally tally) {
        if (!tally.isBeyondRoom()) {
            return;
        }
        long most = Math.min(properties.largestHistory(), MOST_COUNTED);
        long held = messages.held(job.owner(), most);
        if (held > most) {
            throw MessageProblems.HISTORY_FULL.asProblem();
        }
        tally.roomFor(most - held);
    }

    private static Stream<String> paths(ExportedMessage message) {
        TelegramMessage.File file = message.message().file();
        String path = file == null ? null : file.path();
        return path == null ? message.message().moreFiles().stream()
                : Stream.concat(Stream.of(path), message.message().moreFiles().stream());
    }

    private static @Nullable UUID file(ExportedMessage message, Map<String, UUID> files) {
        TelegramMessage.File file = message.message().file();
        return file == null || file.path() == null ? null : files.get(file.path());
    }

    private static List<@Nullable UUID> moreFiles(ExportedMessage message, Map<String, UUID> files) {
        List<@Nullable UUID> more = new ArrayList<>();
        message.message().moreFiles().forEach(path -> more.add(files.get(path)));
        return more;
    }

    // Unless they said the same before.
    private void describe(ImportJob job, SubjectKey key, List<ChatPart> ended, Map<UUID, ChatStaging> known) {
        if (ended.isEmpty()) {
            return;
        }
        Map<UUID, byte[]> before = chats.sourcesOf(job.owner(), ended.stream().map(ChatPart::id).toList());
        List<Described> described = new ArrayList<>();
        for (ChatPart part : ended) {
            Place place = ChatSource.place(job.owner(), part.id());
            ChatSource older = older(key, place, before.get(part.id()));
            ChatSource source = Objects.requireNonNull(part.source()).after(older);
            if (older == null || !source.isSame(older)) {
                String name = part.chat().name();
                described.add(new Described(Objects.requireNonNull(known.get(part.id())).chat(),
                        name == null ? null : key.seal(ChatOpening.titlePlace(job.owner(), part.id()), name),
                        key.seal(place, source.plain())));
            }
        }
        chats.describe(job, described);
    }

    // One that does not open said nothing.
    private static @Nullable ChatSource older(SubjectKey key, Place place, byte @Nullable [] sealed) {
        try {
            return sealed == null ? null : ChatSource.of(key.open(place, sealed));
        } catch (SealBrokenException _) {
            return null;
        }
    }

    /// Whether somebody is there to be told what became of an import.
    @Transactional
    public boolean isLiving(UUID owner) {
        return mailboxes.holdLiving(owner);
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
