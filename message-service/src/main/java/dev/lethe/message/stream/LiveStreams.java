package dev.lethe.message.stream;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.CopiesWritten;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.MessageRow;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.RevocationListener;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

/// The streams that are open at this replica, by owner. They end with their session, with their account, when
/// revocations are not heard any more, and before the server stops.
@Component
class LiveStreams implements RevocationListener, SmartLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Map<UUID, List<LiveStream>> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Feed feed;
    private final StreamProperties properties;
    private final long most;
    private volatile boolean running;

    LiveStreams(Feed feed, StreamProperties properties) {
        this.feed = feed;
        this.properties = properties;
        this.most = properties.most(Runtime.getRuntime().maxMemory());
    }

    /// Opens a stream: from now on it is woken. Who has too many gives up the oldest of the same session, which
    /// a device left without a word when its connection broke.
    LiveStream open(Caller reader) {
        if (!running) {
            throw PlatformProblems.unavailable();
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(PAUSE);
        }
        LiveStream stream = new LiveStream(reader, feed);
        try {
            open.compute(reader.accountId(), (_, streams) -> with(streams == null ? List.of() : streams, stream));
        } catch (Problem refused) {
            count.decrementAndGet();
            throw refused;
        }
        return stream;
    }

    private List<LiveStream> with(List<LiveStream> streams, LiveStream stream) {
        List<LiveStream> kept = new ArrayList<>(streams);
        if (kept.stream().filter(it -> !it.isEnded()).count() >= properties.perAccount()) {
            kept.stream().filter(it -> !it.isEnded() && it.session().equals(stream.session())).findFirst()
                    .orElseThrow(() -> MessageProblems.TOO_MANY_STREAMS.asProblem().retryAfter(PAUSE))
                    .end();
        }
        kept.add(stream);
        return List.copyOf(kept);
    }

    /// Forgets a stream that is over.
    void leave(LiveStream stream) {
        stream.end();
        open.computeIfPresent(stream.owner(), (_, streams) -> {
            List<LiveStream> left = streams.stream().filter(it -> it != stream).toList();
            if (left.size() < streams.size()) {
                count.decrementAndGet();
            }
            return left.isEmpty() ? null : left;
        });
    }

    void advance(Collection<UUID> owners) {
        if (!open.isEmpty()) {
            owners.forEach(owner -> of(owner).forEach(LiveStream::advance));
        }
    }

    /// Hands streams what their mailboxes got, where that is all there is to tell.
    void append(CopiesWritten written) {
        if (open.isEmpty()) {
            return;
        }
        Map<UUID, List<MessageRow>> told = written.copies().stream()
                .filter(copy -> open.containsKey(copy.owner()) && written.isTold(copy))
                .collect(groupingBy(Copy::owner, mapping(Copy::row, toList())));
        for (UUID owner : written.owners()) {
            List<MessageRow> rows = told.get(owner);
            of(owner).forEach(rows == null ? LiveStream::advance : stream -> stream.append(rows));
        }
    }

    List<LiveStream> of(UUID owner) {
        return open.getOrDefault(owner, List.of());
    }

    Stream<LiveStream> all() {
        return open.values().stream().flatMap(List::stream);
    }

    @Override
    public void sessionEnded(UUID sessionId) {
        all().filter(stream -> stream.session().equals(sessionId)).forEach(LiveStream::end);
    }

    @Override
    public void subjectErased(UUID subject) {
        of(subject).forEach(LiveStream::end);
    }

    @Override
    public void silence() {
        all().forEach(LiveStream::end);
    }

    @Override
    public void start() {
        running = true;
    }

    /// Comes before the server waits for its requests, for these would never end.
    @Override
    public void stop() {
        running = false;
        all().forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() { return running; }
}
