package dev.lethe.message.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.Message;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.search.Progress.Phase;
import dev.lethe.message.search.SearchEntries.Looked;

/// One search: steps that get further back until the page is full, nothing is left, or time is up.
///
/// Where too many messages share a beginning to open them all, whole words are answered first, as far back
/// as there are messages; what merely begins so follows behind them.
final class SearchRun {
    /// What one request answers.
    ///
    /// @param searchedBackTo null when nothing is left
    record Answer(List<Hit> hits, @Nullable Instant searchedBackTo, @Nullable Progress next) {}

    /// Candidates that were opened.
    ///
    /// @param count how many; one at least
    /// @param bytes of the messages that are hits
    record Opened(List<Hit> hits, int count, long bytes) {}

    /// What a step may ask for.
    interface Steps {
        Looked walk(Progress progress, int rows);

        Looked probe(Progress progress, int rows);

        /// Opens candidates, the first of them if all would be too much at once, and keeps what really is a hit, newest first.
        Opened open(List<Long> ids);

        /// How many candidates are opened before the time is looked at.
        int atOnce();

        /// How many chats a probe asks at most.
        int chats();

        boolean isLate();
    }

    private static final int FIRST_WALK = 1_000;
    private static final int SECOND_WALK = 4_000;
    private static final int LONGEST_WALK = 8_000;
    private static final int FIRST_PROBE = 250;
    private static final int ENOUGH_TO_GUESS = 5;
    private static final int FEW = 2_000;
    private static final int MANY = 5_000;

    private final Steps steps;
    private final boolean probes;
    private final boolean beginningsAreWhole;
    private final int limit;
    private final List<Hit> hits = new ArrayList<>();
    private Progress progress;
    private int walked;
    private int opened;
    private long bytes;
    private boolean ended;

    /// @param probes             whether the index can help
    /// @param beginningsAreWhole whether every candidate that shares the beginnings is a hit
    SearchRun(Steps steps, Progress progress, boolean probes, boolean beginningsAreWhole, int limit) {
        this.steps = steps;
        this.progress = progress;
        this.probes = probes;
        this.beginningsAreWhole = beginningsAreWhole;
        this.limit = limit;
    }

    Answer run() {
        if (progress.phase() != Phase.WHOLES) {
            walk(FIRST_WALK);
            if (isOpen() && rowsToFill() <= LONGEST_WALK) {
                walk(rowsToFill());
            }
        }
        if (isOpen() && probes) {
            probe();
        }
        for (int rows = SECOND_WALK; isOpen(); rows = LONGEST_WALK) {
            walk(rows);
        }
        return answer();
    }

    private boolean isOpen() { return !ended && !isFull() && !steps.isLate(); }

    private boolean isFull() { return hits.size() > limit || PageBytes.areFull(bytes); }

    // How many further rows should fill the page, by those that were walked, and a quarter more.
    private int rowsToFill() {
        int missing = limit + 1 - hits.size();
        return hits.isEmpty() ? Integer.MAX_VALUE : (int) (1.25 * missing * walked / hits.size());
    }

    private void walk(int rows) {
        Looked looked = steps.walk(progress, rows);
        walked += looked.seen();
        if (verify(looked.found())) {
            ended = looked.seen() < rows;
            progress = ended ? progress : progress.at(looked.oldest());
        }
    }

    private void probe() {
        switch (progress.phase()) {
            case ALL -> probeAll();
            case WHOLES -> ended = take(MANY);
            case BEGINNINGS -> ended = take(FEW);
        }
    }

    private void probeAll() {
        boolean mostAreHits = beginningsAreWhole || opened <= 2 * hits.size();
        if (mostAreHits) {
            ended = take(MANY);
            return;
        }
        Looked first = steps.probe(progress, FIRST_PROBE);
        if (first.seen() < FIRST_PROBE) {
            ended = verify(first.found());
            return;
        }
        // By the first chats, so many may share the beginning that looking for all of them would be in vain. A few chats
        // tell nothing, for one may be the talkative one.
        boolean mayBeFew = first.chats() < ENOUGH_TO_GUESS || first.seen() * steps.chats() / first.chats() <= 2 * FEW;
        ended = mayBeFew && !steps.isLate() && take(FEW);
        if (isOpen()) {
            probeWholes();
        }
    }

    private void probeWholes() {
        Progress wholes = new Progress(Phase.WHOLES, progress.before(), progress.before());
        Looked looked = steps.probe(wholes, MANY);
        if (looked.seen() < MANY) {
            progress = wholes;
            ended = verify(looked.found());
        }
    }

    // Whether all there is was taken.
    private boolean take(int rows) {
        Looked looked = steps.probe(progress, rows);
        return looked.seen() < rows && verify(looked.found());
    }

    // Whether all were opened; one lot is, however late it is, so that each request gets further.
    private boolean verify(List<Long> candidates) {
        int from = 0;
        while (from < candidates.size()) {
            if (isFull() || (from > 0 && steps.isLate())) {
                return false;
            }
            int lot = from == 0 ? Math.min(limit + 1, steps.atOnce()) : steps.atOnce();
            List<Long> ids = candidates.subList(from, Math.min(candidates.size(), from + lot));
            Opened some = steps.open(ids);
            hits.addAll(some.hits());
            bytes += some.bytes();
            opened += some.count();
            progress = progress.at(ids.get(some.count() - 1));
            from += some.count();
        }
        return true;
    }

    private Answer answer() {
        if (hits.size() > limit) {
            List<Hit> page = hits.subList(0, limit);
            Progress next = progress.at(id(page.getLast().message()));
            return new Answer(page, time(next), next);
        }
        if (!ended) {
            return new Answer(hits, time(progress), progress);
        }
        if (progress.phase() == Phase.WHOLES) {
            Progress next = new Progress(Phase.BEGINNINGS, progress.rest(), 0);
            return new Answer(hits, time(next), next);
        }
        return new Answer(hits, null, null);
    }

    private static Instant time(Progress progress) {
        return new MessageId(progress.phase() == Phase.WHOLES ? progress.rest() : progress.before()).time();
    }

    private static long id(Message message) {
        return Long.parseLong(message.id());
    }
}
