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
import dev.lethe.platform.vault.SubjectKey;

/// Finds which messages of a batch are there already. A message is its chat, its number and its date.
final class KnownMessages {
    /// A message that is there.
    ///
    /// @param raw as it stood in its export
    record Known(Standing standing, byte[] raw) {
        long id() {
            return standing.id().value();
        }

        @Override
        public String toString() {
            return "Known[redacted]";
        }
    }

    // A local time is not further from the moment than this, and by quarters of an hour.
    private static final Duration FURTHEST = Duration.ofHours(26);
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    private final ImportedMessages messages;
    private final MessageSeal seal;
    private final SubjectKey key;
    private final UUID owner;
    private final Set<Long> occupied = new HashSet<>();
    private final Map<Long, List<Standing>> byBeginning = new HashMap<>();
    private final Map<Long, Known> opened = new HashMap<>();
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
        read(beginnings);
        Map<Arrival, Known> known = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Known same = match(arrival, Objects.requireNonNull(beginnings.get(arrival)));
            if (same != null) {
                claimed.add(same.id());
                known.put(arrival, same);
            }
        }
        findUnderOtherDates(arrivals, known);
        return known;
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

    private void read(Map<Arrival, List<Long>> beginnings) {
        Set<Long> all = beginnings.values().stream().flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        messages.standingFrom(owner, all, (beginning, standing) -> {
            occupied.add(standing.id().value());
            byBeginning.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(standing);
        });
        avoidWhatIsBeingReleased(beginnings);
    }

    // What media-service hears late of a deleted message must not take the file of one that comes back in its place.
    private void avoidWhatIsBeingReleased(Map<Arrival, List<Long>> beginnings) {
        Set<UUID> chats = new HashSet<>();
        Set<Long> places = new HashSet<>();
        beginnings.forEach((arrival, some) -> {
            if (arrival.file() != null) {
                chats.add(arrival.chat().chat().chat());
                places.addAll(some);
            }
        });
        if (!chats.isEmpty()) {
            occupied.addAll(messages.goneFrom(owner, chats, Collections.min(places),
                    Collections.max(places) + Places.SLOTS));
        }
    }

    // What says the same comes first, so that messages of one number and date, which Telegram does not have but others do,
    // stay apart. What this import has staged itself is never replaced.
    private @Nullable Known match(Arrival arrival, List<Long> beginnings) {
        StagedChat chat = arrival.chat().chat();
        Known older = null;
        for (Long beginning : beginnings) {
            for (Standing standing : byBeginning.getOrDefault(beginning, List.of())) {
                Known known = isFree(arrival, standing) ? open(standing, arrival.number()) : null;
                if (known == null) {
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

    private @Nullable Known open(Standing standing, long number) {
        Known known = opened.get(standing.id().value());
        if (known == null) {
            Imported imported = seal.openImported(key, owner, standing.id(), standing.body());
            if (imported == null || imported.number() != number) {
                return null;
            }
            known = new Known(standing, imported.raw());
            opened.put(standing.id().value(), known);
        }
        return known;
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
                byNumber.getOrDefault(Places.numbered(arrival.number()), List.of())
                        .stream()
                        .filter(standing -> isFree(arrival, standing))
                        .map(standing -> open(standing, arrival.number()))
                        .filter(Objects::nonNull)
                        .filter(standing -> isNear(arrival, standing))
                        .findFirst()
                        .ifPresent(found -> {
                            claimed.add(found.id());
                            known.put(arrival, found);
                        });
            }
        });
    }

    private static ImportedMessages.Window window(List<Arrival> arrivals) {
        Instant first = arrivals.stream().map(arrival -> arrival.message().at()).min(Instant::compareTo).orElseThrow();
        Instant last = arrivals.stream().map(arrival -> arrival.message().at()).max(Instant::compareTo).orElseThrow();
        return new ImportedMessages.Window(Places.second(first.minus(FURTHEST)), Places.second(last.plus(FURTHEST)));
    }

    private static boolean isNear(Arrival arrival, Known known) {
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
