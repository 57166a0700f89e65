package dev.lethe.message.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.Standing;
import dev.lethe.platform.vault.SubjectKey;

/// Gives imported messages their ids and writes those that are not there yet.
@Component
class MessageStaging {
    // Exports know seconds only, so a message's place within its second comes from its number. The upper half
    // of the second is taken, where ids given by the clock are rare.
    private static final long WITHIN_SECOND = 1L << 29;
    private static final long NUMBERS = 1L << 28;
    private static final long BEHIND_NUMBERS = WITHIN_SECOND + NUMBERS;
    private static final long PLACES = 240_000_000;
    private static final int SIDE_BY_SIDE = 4;

    private final ImportedMessages messages;
    private final MessageSeal seal;

    MessageStaging(ImportedMessages messages, MessageSeal seal) {
        this.messages = messages;
        this.seal = seal;
    }

    /// The id that a message has in any mailbox, unless another message is there.
    static MessageId firstId(TelegramMessage message) {
        return new MessageId(MessageId.earliestAt(message.date()).value() + WITHIN_SECOND
                + Math.floorMod(message.number(), NUMBERS));
    }

    /// Writes what is new of a batch.
    ///
    /// @param files the uploaded ones, by path
    /// @return how many were there already, seen or twice in the batch
    @Transactional(propagation = Propagation.MANDATORY)
    public int stage(UUID owner, SubjectKey key, StagedChat chat, List<ExportedMessage> batch,
            Map<String, UUID> files) {
        List<Candidate> candidates = batch.stream()
                .map(message -> new Candidate(firstId(message.message()).value(), message, file(message, files), 0))
                .toList();
        int known = 0;
        while (!candidates.isEmpty()) {
            Round round = write(owner, key, chat, candidates);
            known += round.known();
            candidates = round.again();
        }
        return known;
    }

    private static @Nullable UUID file(ExportedMessage message, Map<String, UUID> files) {
        TelegramMessage.File file = message.message().file();
        return file == null || file.path() == null ? null : files.get(file.path());
    }

    // Where other messages stand on the first places, a place behind all numbers is tried that nobody can foresee: else an
    // export full of messages of one date and number would be tried for each against all that came before.
    private static Candidate next(SubjectKey key, StagedChat chat, Candidate candidate) {
        int tries = candidate.tries() + 1;
        if (tries < SIDE_BY_SIDE) {
            return candidate.at(candidate.id() + 1, tries);
        }
        byte[] place = key.blindIndex("import-place", ByteBuffer
                .allocate(Long.BYTES * 2 + Integer.BYTES + candidate.raw().length)
                .putLong(chat.chat().getMostSignificantBits())
                .putLong(chat.chat().getLeastSignificantBits())
                .putInt(tries)
                .put(candidate.raw())
                .array());
        long second = MessageId.earliestAt(candidate.message().message().date()).value();
        return candidate.at(
                second + BEHIND_NUMBERS + Long.remainderUnsigned(ByteBuffer.wrap(place).getLong(), PLACES), tries);
    }

    // Each round writes what fits; where another message stands, the next id is tried in the next round.
    private Round write(UUID owner, SubjectKey key, StagedChat chat, List<Candidate> candidates) {
        int known = 0;
        Map<Long, Candidate> tried = new LinkedHashMap<>();
        List<Candidate> again = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Candidate first = tried.putIfAbsent(candidate.id(), candidate);
            if (first != null && SameMessage.is(first.raw(), candidate.raw())) {
                known++;
            } else if (first != null) {
                again.add(next(key, chat, candidate));
            }
        }
        for (Standing standing : messages.standingAt(owner, tried.keySet())) {
            Candidate candidate = tried.remove(standing.id().value());
            if (candidate != null && !isSame(owner, key, chat, standing, candidate)) {
                again.add(next(key, chat, candidate));
            } else if (!standing.chat().equals(chat.staged())) {
                known++;
            }
        }
        List<Copy> copies = tried.values().stream().map(candidate -> copy(owner, key, chat, candidate)).toList();
        Set<Long> written = messages.insertFree(owner, copies);
        tried.keySet().removeAll(written);
        // where somebody else wrote in this moment
        again.addAll(tried.values());
        return new Round(known, again);
    }

    private boolean isSame(UUID owner, SubjectKey key, StagedChat chat, Standing standing, Candidate candidate) {
        boolean ofChat = standing.imported()
                && (standing.chat().equals(chat.chat()) || standing.chat().equals(chat.staged()));
        if (!ofChat) {
            return false;
        }
        MessageSeal.Imported opened = seal.openImported(key, owner, standing.id(), standing.body());
        return opened != null && SameMessage.is(opened.raw(), candidate.raw());
    }

    private Copy copy(UUID owner, SubjectKey key, StagedChat chat, Candidate candidate) {
        MessageId id = new MessageId(candidate.id());
        MessageSeal.Sealed sealed = seal.seal(key, owner, new ChatId(chat.chat()), id,
                seal.prepare(candidate.message().message(), candidate.raw()));
        return new Copy(owner, id, new ChatId(chat.staged()), ChatKind.IMPORTED, null, MessageKind.IMPORTED,
                candidate.file(), sealed.body(), sealed.tokens(), 0);
    }

    private record Round(int known, List<Candidate> again) {}

    private record Candidate(long id, ExportedMessage message, @Nullable UUID file, int tries) {
        byte[] raw() {
            return message.raw();
        }

        Candidate at(long other, int tries) {
            return new Candidate(other, message, file, tries);
        }
    }
}
