package dev.lethe.message.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.MessageSeal.Imported;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.message.transfer.ImportedMessages.Standing;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;

/// Finds which messages of a batch are there already. A message is its chat, its number and its date.
final class KnownMessages {
    /// A message that is there.
    ///
    /// @param raw as it stood in its export; null when that is long
    record Known(Standing standing, byte @Nullable [] raw) {
        long id() {
            return standing.id().value();
        }

        @Override
        public String toString() {
            return "Known[redacted]";
        }
    }

    private record Opened(Standing standing, long number, byte[] raw) {
        @Override
        public String toString() {
            return "Opened[redacted]";
        }
    }

    // A local time is not further from the moment than this, and by quarters of an hour.
    private static final Duration FURTHEST = Duration.ofHours(26);
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    // So many messages, and what may be they, are looked at together.
    private static final int AT_ONCE = 250;

    private final ImportedMessages messages;
    private final MessageSeal seal;
    private final SubjectKey key;
    private final UUID owner;
    private final Set<Long> occupied = new HashSet<>();
    private final Map<Long, List<Standing>> byBeginning = new HashMap<>();
    private final Map<Long, Opened> opened = new HashMap<>();
    private final Set<Long> claimed = new HashSet<>();

    KnownMessages(ImportedMessages messages, MessageSeal seal, SubjectKey key, UUID owner) {
        this.messages = messages;
        this.seal = seal;
        this.key = key;
        this.owner = owner;
    }

    /// Looks up what stands where messages of these numbers and dates do.
    Map<Arrival, Known> find(List<Arrival> arrivals) {
        Map<Arrival, List<Long>> beginnings = beginnings(arrivals);
        Map<Arrival, Known> known = new HashMap<>();
        for (int from = 0; from < arrivals.size(); from += AT_ONCE) {
            List<Arrival> some = arrivals.subList(from, Math.min(arrivals.size(), from + AT_ONCE));
            read(some, beginnings);
            for (Arrival arrival : some) {
                claim(arrival, match(arrival, Objects.requireNonNull(beginnings.get(arrival))), known);
            }
            findUnderOtherDates(some, known);
            byBeginning.clear();
            opened.clear();
        }
        return known;
    }

    private void claim(Arrival arrival, @Nullable Opened same, Map<Arrival, Known> known) {
        if (same != null) {
            claimed.add(same.standing().id().value());
            known.put(arrival, new Known(same.standing(), same.standing().body() == null ? null : same.raw()));
        }
    }

    /// A message that is there, as it stood in its export; nothing when it has gone meanwhile.
    byte @Nullable [] raw(Known known) {
        byte[] raw = known.raw();
        Opened again = raw == null ? open(known.standing()) : null;
        return again == null ? raw : again.raw();
    }

    boolean isOccupied(long id) {
        return occupied.contains(id);
    }

    void occupy(long id) {
        occupied.add(id);
    }

    private static Map<Arrival, List<Long>> beginnings(List<Arrival> arrivals) {
        Map<Arrival, List<Long>> beginnings = new HashMap<>();
        Map<ChatStaging, Long> seconds = new HashMap<>();
        for (Arrival arrival : arrivals) {
            long second = arrival.second();
            Long before = seconds.put(arrival.chat(), second);
            boolean follows = before == null ? arrival.chat().isIn(second) : before == second;
            beginnings.put(arrival, Places.beginnings(second, arrival.number(), follows));
        }
        return beginnings;
    }

    private void read(List<Arrival> arrivals, Map<Arrival, List<Long>> beginnings) {
        Set<Long> all = arrivals.stream()
                .map(beginnings::get)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        messages.standingFrom(owner, all, (beginning, standing) -> {
            occupied.add(standing.id().value());
            byBeginning.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(standing);
        });
        avoidWhatIsBeingReleased(arrivals, beginnings);
    }

    // What media-service hears late of a deleted message must not take the file of one that comes back in its place.
    private void avoidWhatIsBeingReleased(List<Arrival> arrivals, Map<Arrival, List<Long>> beginnings) {
        Set<UUID> chats = new HashSet<>();
        Set<Long> places = new HashSet<>();
        for (Arrival arrival : arrivals) {
            if (arrival.hasFiles()) {
                chats.add(arrival.chat().chat().chat());
                places.addAll(Objects.requireNonNull(beginnings.get(arrival)));
            }
        }
        if (!chats.isEmpty()) {
            occupied.addAll(messages.goneFrom(owner, chats, Collections.min(places),
                    Collections.max(places) + Places.SLOTS));
        }
    }

    // What says the same comes first, so that messages of one number and date, which Telegram does not have but others do,
    // stay apart. What this import has staged itself is never replaced.
    private @Nullable Opened match(Arrival arrival, List<Long> beginnings) {
        StagedChat chat = arrival.chat().chat();
        Opened older = null;
        for (Long beginning : beginnings) {
            for (Standing standing : byBeginning.getOrDefault(beginning, List.of())) {
                Opened known = isFree(arrival, standing) ? open(standing) : null;
                if (known == null || known.number() != arrival.number()) {
                    continue;
                }
                if (SameMessage.is(known.raw(), arrival.raw())) {
                    return known;
                }
                if (older == null && !chat.isNew() && standing.chat().equals(chat.chat())) {
                    older = known;
                }
            }
        }
        return older;
    }

    private boolean isFree(Arrival arrival, Standing standing) {
        StagedChat chat = arrival.chat().chat();
        long id = standing.id().value();
        return standing.imported() && (standing.chat().equals(chat.chat()) || standing.chat().equals(chat.staged()))
                && !claimed.contains(id) && !arrival.chat().isTaken(id);
    }

    private @Nullable Opened open(Standing standing) {
        Opened known = opened.get(standing.id().value());
        if (known == null) {
            Imported imported = imported(standing);
            if (imported == null) {
                return null;
            }
            known = new Opened(standing, imported.number(), imported.raw());
            if (standing.body() != null) {
                opened.put(standing.id().value(), known);
            }
        }
        return known;
    }

    // One that does not open is none that we know: it stays as it is, and the same comes again beside it.
    private @Nullable Imported imported(Standing standing) {
        try {
            return messages.body(owner, standing)
                    .map(body -> seal.openImported(key, owner, standing.id(), body))
                    .orElse(null);
        } catch (SealBrokenException _) {
            return null;
        }
    }

    // Older exports have local times alone, and an export that comes later may be of another zone or know the moment.
    private void findUnderOtherDates(List<Arrival> arrivals, Map<Arrival, Known> known) {
        Map<ChatStaging, List<Arrival>> unknown = arrivals.stream()
                .filter(arrival -> !known.containsKey(arrival) && !arrival.chat().chat().isNew())
                .collect(Collectors.groupingBy(Arrival::chat));
        unknown.forEach((chat, some) -> {
            Map<Long, List<Standing>> byNumber = messages.standingNear(owner, chat.chat().chat(), window(some),
                    some.stream().map(arrival -> Places.numbered(arrival.number())).distinct().toList());
            for (Arrival arrival : some) {
                Opened found = byNumber.getOrDefault(Places.numbered(arrival.number()), List.of())
                        .stream()
                        .filter(standing -> isFree(arrival, standing))
                        .map(this::open)
                        .filter(Objects::nonNull)
                        .filter(standing -> standing.number() == arrival.number() && isNear(arrival, standing))
                        .findFirst()
                        .orElse(null);
                claim(arrival, found, known);
            }
        });
    }

    private static ImportedMessages.Window window(List<Arrival> arrivals) {
        Instant first = arrivals.stream().map(arrival -> arrival.message().at()).min(Instant::compareTo).orElseThrow();
        Instant last = arrivals.stream().map(arrival -> arrival.message().at()).max(Instant::compareTo).orElseThrow();
        return new ImportedMessages.Window(Places.second(first.minus(FURTHEST)), Places.second(last.plus(FURTHEST)));
    }

    private static boolean isNear(Arrival arrival, Opened known) {
        TelegramMessage before = TelegramMessages.of(known.raw());
        TelegramMessage now = arrival.message().message();
        Instant then = before.date();
        Instant date = now.date();
        if (then == null || date == null) {
            return !known.standing().id().time().plus(FURTHEST).isBefore(arrival.message().at())
                    && !arrival.message().at().plus(FURTHEST).isBefore(known.standing().id().time());
        }
        long apart = Math.abs(Duration.between(then, date).toSeconds());
        return apart == 0 || (apart <= FURTHEST.toSeconds() && apart % QUARTER == 0
                && !(before.exact() && now.exact()));
    }
}
