package dev.lethe.key.destruction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.key.KeyProblems;
import dev.lethe.key.KeyholderProperties;
import dev.lethe.key.epoch.Bucket;
import dev.lethe.key.epoch.EpochState;

/// Compares the list of destroyed subjects with the marks outside the database. While one is missing, as after the
/// restore of a backup, this keyholder serves nothing; account-service brings what is missing when it merges the ledger.
/// Nothing is served either until account-service has told what was destroyed elsewhere while this keyholder was away.
@Component
@DependsOn("epochKeys")
public class DestroyedList {

    private static final Logger LOG = LoggerFactory.getLogger(DestroyedList.class);
    private static final int CHECKED_AGAIN = 200;

    private final DestroyedMarks marks;
    private final DestroyedSubjects subjects;
    private final EpochState state;
    /// Marked, but not in the list that the database had when it was compared.
    private final Set<ByteBuffer> missing = ConcurrentHashMap.newKeySet();
    /// Marked by this process and not yet seen to be committed; what fails stays in here and is not marked twice.
    private final Set<ByteBuffer> underway = ConcurrentHashMap.newKeySet();
    private final AtomicLong length = new AtomicLong();
    private volatile boolean isUpToDate;

    DestroyedList(KeyholderProperties properties, DestroyedSubjects subjects, EpochState state, MeterRegistry meters)
            throws IOException {
        this.marks = new DestroyedMarks(Files.createDirectories(properties.epochDirectory()));
        this.subjects = subjects;
        this.state = state;
        compare();
        meters.gauge("lethe.keyholder.list.missing", missing, Set::size);
    }

    /// Answers 503 while the list is behind.
    public void checkComplete() {
        if (!isUpToDate) {
            throw KeyProblems.LIST_BEHIND.asProblem().retryAfter(Duration.ofSeconds(1));
        }
        if (state.read().destroyed() < length.get()) {
            compare();
        }
        if (!missing.isEmpty() && !isHealed()) {
            throw KeyProblems.LIST_BEHIND.asProblem().retryAfter(Duration.ofSeconds(5));
        }
    }

    /// Account-service has told all that it knows.
    void nothingIsMissed() {
        isUpToDate = true;
    }

    boolean misses(UUID subject) {
        return missing.contains(mark(subject));
    }

    /// The subjects will be destroyed; durable when it returns.
    void announce(Collection<UUID> gone) {
        var fresh = gone.stream().map(DestroyedList::mark).filter(it -> !missing.contains(it) && underway.add(it))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            marks.append(fresh.stream().map(DestroyedList::bytes).toList());
        } catch (IOException e) {
            fresh.forEach(underway::remove);
            throw new UncheckedIOException("The mark of a destruction could not be written", e);
        }
    }

    /// The subjects are in the committed list.
    void confirm(Collection<UUID> gone) {
        for (var subject : gone) {
            var mark = mark(subject);
            underway.remove(mark);
            if (missing.remove(mark) && missing.isEmpty()) {
                LOG.info("The list of destroyed subjects is complete again");
            }
        }
        length.accumulateAndGet(state.read().destroyed(), Math::max);
    }

    /// What was missing may have been committed after all, by an attempt whose answer was lost.
    private boolean isHealed() {
        var few = missing.stream().limit(CHECKED_AGAIN).toList();
        var still = subjects.missing(few.stream().map(DestroyedList::bytes).toList()).stream().map(ByteBuffer::wrap)
                .collect(Collectors.toSet());
        few.stream().filter(it -> !still.contains(it)).forEach(missing::remove);
        return missing.isEmpty();
    }

    private synchronized void compare() {
        var stored = state.read().destroyed();
        try {
            marks.forEachChunk(chunk -> subjects.missing(chunk).stream().map(ByteBuffer::wrap)
                    .filter(it -> !underway.contains(it)).forEach(missing::add));
        } catch (IOException e) {
            throw new UncheckedIOException("The marks of destructions could not be read", e);
        }
        length.set(stored);
        if (!missing.isEmpty()) {
            LOG.error("{} destructions are missing in the database; nothing is served until the ledger is merged",
                    missing.size());
        }
    }

    private static byte[] bytes(ByteBuffer mark) {
        var bytes = new byte[mark.remaining()];
        mark.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer mark(UUID subject) {
        return ByteBuffer.wrap(Bucket.mark(subject));
    }
}
