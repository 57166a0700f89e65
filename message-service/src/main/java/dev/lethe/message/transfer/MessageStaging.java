package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.telegram.KeptPaths;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.message.transfer.ImportChanges.Change;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.Staged;
import dev.lethe.message.transfer.ImportedMessages.Standing;
import dev.lethe.message.transfer.KnownMessages.Known;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;

/// Gives imported messages their ids, writes those that are not there yet, and the newer forms of those that are.
@Component
class MessageStaging {
    /// What became of a batch.
    ///
    /// @param known   as they are, or twice in the batch
    /// @param changed there in an older form
    record Counts(int known, int changed) {}

    private final ImportedMessages messages;
    private final ImportChanges changes;
    private final MessageSeal seal;

    MessageStaging(ImportedMessages messages, ImportChanges changes, MessageSeal seal) {
        this.messages = messages;
        this.changes = changes;
        this.seal = seal;
    }

    /// How many messages somebody holds, staged ones too, counted not much further than asked.
    long held(UUID owner, long most) {
        return messages.held(owner, most);
    }

    /// Stages a batch in its order.
    @Transactional(propagation = Propagation.MANDATORY)
    public Counts stage(ImportJob job, SubjectKey key, List<Arrival> arrivals) {
        KnownMessages standing = new KnownMessages(messages, seal, key, job.owner());
        Map<Arrival, Known> known = standing.find(arrivals);
        List<Change> changed = new ArrayList<>();
        Map<Long, Arrival> placed = new LinkedHashMap<>();
        List<Crowded> crowded = new ArrayList<>();
        int same = 0;
        for (Arrival arrival : arrivals) {
            Known found = known.get(arrival);
            if (found != null) {
                arrival.chat().take(arrival.second(), found.id());
                Change change = change(job, key, arrival, found.standing(), standing.raw(found));
                same += change == null ? 1 : 0;
                addUnlessNull(changed, change);
            } else if (isTwice(arrival, placed)) {
                same++;
            } else {
                OptionalLong place = place(arrival, standing);
                place.ifPresentOrElse(id -> placed.put(id, arrival), () -> crowded.add(Crowded.of(key, arrival, 0)));
            }
        }
        changes.put(job, changed);
        Set<Long> written = messages.insertFree(job.owner(), copies(job.owner(), key, placed));
        placed.keySet().removeAll(written);
        // where somebody else wrote in this moment
        placed.values().forEach(arrival -> crowded.add(Crowded.of(key, arrival, 0)));
        return new Counts(same + writeCrowded(job.owner(), key, crowded), changed.size());
    }

    private static void addUnlessNull(List<Change> changes, @Nullable Change change) {
        if (change != null) {
            changes.add(change);
        }
    }

    private static boolean isTwice(Arrival arrival, Map<Long, Arrival> placed) {
        return Places.beginnings(arrival.second(), arrival.number(), arrival.chat().isIn(arrival.second()))
                .stream()
                .flatMap(beginning -> LongStream.range(beginning, beginning + Places.SLOTS)
                        .mapToObj(placed::get))
                .filter(Objects::nonNull)
                .anyMatch(other -> other.chat().equals(arrival.chat()) && SameMessage.is(other.raw(), arrival.raw()));
    }

    // Behind the message before it, so that a chat keeps its order within a second.
    private static OptionalLong place(Arrival arrival, KnownMessages standing) {
        ChatStaging chat = arrival.chat();
        long second = arrival.second();
        long last = chat.last(second);
        for (long beginning : Places.beginnings(second, arrival.number(), chat.isIn(second))) {
            for (long id = Math.max(beginning, last + 1); id < beginning + Places.SLOTS; id++) {
                if (!standing.isOccupied(id)) {
                    standing.occupy(id);
                    chat.take(second, id);
                    return OptionalLong.of(id);
                }
            }
        }
        return OptionalLong.empty();
    }

    // What the older form had of files stays, where the newer one only says why they are not included.
    private @Nullable Change change(ImportJob job, SubjectKey key, Arrival arrival, Standing standing,
            byte @Nullable [] before) {
        if (before == null) {
            return null;
        }
        byte[] raw = KeptPaths.of(before, arrival.raw());
        UUID file = arrival.file() == null || arrival.file().equals(standing.file()) ? null : arrival.file();
        TelegramMessage message = TelegramMessages.of(raw);
        boolean same = SameMessage.is(before, raw);
        List<@Nullable UUID> moreFiles = moreFiles(arrival, standing, message,
                same ? message : TelegramMessages.of(before), same);
        boolean gains = (file != null && standing.file() == null) || gains(standing.moreFiles(), moreFiles);
        if (same && !gains) {
            return null;
        }
        boolean hasFile = message.file() != null && message.file().path() != null;
        // under which it will be seen, also where an earlier upload of this import has staged it
        UUID chat = arrival.chat().chat().chat();
        MessageSeal.Sealed sealed = seal.seal(key, job.owner(), new ChatId(chat), standing.id(),
                seal.prepare(message, raw));
        return new Change(standing.id(), chat, same && standing.file() != null ? null : file, hasFile,
                moreFiles, sealed.body(), sealed.tokens());
    }

    // By path: what was uploaded now, or what the older form had there; that comes first where nothing but files is new.
    private static List<@Nullable UUID> moreFiles(Arrival arrival, Standing standing, TelegramMessage message,
            TelegramMessage older, boolean same) {
        Map<String, UUID> known = byPath(older.moreFiles(), standing.moreFiles());
        Map<String, UUID> brought = byPath(arrival.message().message().moreFiles(), arrival.moreFiles());
        Map<String, UUID> first = same ? known : brought;
        Map<String, UUID> second = same ? brought : known;
        List<@Nullable UUID> files = new ArrayList<>();
        message.moreFiles().forEach(path -> files.add(first.getOrDefault(path, second.get(path))));
        return files;
    }

    private static Map<String, UUID> byPath(List<String> paths, List<@Nullable UUID> files) {
        Map<String, UUID> byPath = new HashMap<>();
        for (int i = 0; i < Math.min(paths.size(), files.size()); i++) {
            UUID file = files.get(i);
            if (file != null) {
                byPath.put(paths.get(i), file);
            }
        }
        return byPath;
    }

    private static boolean gains(List<@Nullable UUID> before, List<@Nullable UUID> after) {
        return after.stream().anyMatch(file -> file != null && !before.contains(file));
    }

    private List<Staged> copies(UUID owner, SubjectKey key, Map<Long, Arrival> placed) {
        return placed.entrySet().stream().map(entry -> copy(owner, key, entry.getKey(), entry.getValue())).toList();
    }

    private Staged copy(UUID owner, SubjectKey key, long place, Arrival arrival) {
        StagedChat chat = arrival.chat().chat();
        MessageId id = new MessageId(place);
        MessageSeal.Sealed sealed = seal.seal(key, owner, new ChatId(chat.chat()), id,
                seal.prepare(arrival.message().message(), arrival.raw()));
        Copy copy = new Copy(owner, id, new ChatId(chat.staged()), ChatKind.IMPORTED, null, MessageKind.IMPORTED,
                arrival.file(), sealed.body(), sealed.tokens(), 0, 0);
        return new Staged(copy, arrival.moreFiles());
    }

    // Each round writes what fits; where another message stands, the next place is tried in the next round.
    private int writeCrowded(UUID owner, SubjectKey key, List<Crowded> crowded) {
        int known = 0;
        List<Crowded> left = crowded;
        while (!left.isEmpty()) {
            List<Crowded> again = new ArrayList<>();
            Map<Long, Crowded> tried = new LinkedHashMap<>();
            for (Crowded one : left) {
                Crowded first = tried.putIfAbsent(one.place(), one);
                if (first != null && first.isSameAs(one)) {
                    known++;
                } else if (first != null) {
                    again.add(one.next(key));
                }
            }
            for (Standing standing : messages.standingAt(owner, tried.keySet())) {
                Crowded one = Objects.requireNonNull(tried.remove(standing.id().value()));
                if (isSame(owner, key, standing, one.arrival())) {
                    known += standing.chat().equals(one.arrival().chat().chat().staged()) ? 0 : 1;
                } else {
                    again.add(one.next(key));
                }
            }
            Map<Long, Arrival> free = new LinkedHashMap<>();
            tried.forEach((place, one) -> free.put(place, one.arrival()));
            tried.keySet().removeAll(messages.insertFree(owner, copies(owner, key, free)));
            again.addAll(tried.values());
            left = again;
        }
        return known;
    }

    private boolean isSame(UUID owner, SubjectKey key, Standing standing, Arrival arrival) {
        StagedChat chat = arrival.chat().chat();
        if (!standing.imported() || !(standing.chat().equals(chat.chat()) || standing.chat().equals(chat.staged()))) {
            return false;
        }
        try {
            return messages.body(owner, standing)
                    .map(body -> seal.openImported(key, owner, standing.id(), body))
                    .filter(opened -> SameMessage.is(opened.raw(), arrival.raw()))
                    .isPresent();
        } catch (SealBrokenException _) {
            return false;
        }
    }

    private record Crowded(Arrival arrival, long place, int tries) {
        static Crowded of(SubjectKey key, Arrival arrival, int tries) {
            return new Crowded(arrival, Places.unforeseeable(key, arrival.chat().chat().chat(), arrival.second(),
                    arrival.raw(), tries), tries);
        }

        // Places of two chats meet by chance, and both may say the same.
        boolean isSameAs(Crowded other) {
            return arrival.chat().equals(other.arrival.chat())
                    && SameMessage.is(arrival.raw(), other.arrival.raw());
        }

        Crowded next(SubjectKey key) {
            return of(key, arrival, tries + 1);
        }
    }
}
