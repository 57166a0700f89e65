package dev.lethe.platform.caller;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Follows the revocation feed, and knows for each token whether its session still lives.
///
/// Fails closed: it opens after the first full read, and closes when nothing was heard for five seconds.
public final class Revocations implements SmartLifecycle, ServingGate {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final Duration WAIT = Duration.ofMillis(900);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(250);
    /// Where one ends, others often do, too; they are told together, and within a second all the same.
    private static final Duration GATHERING = Duration.ofMillis(100);
    /// One minute more than an access token lives.
    private static final Duration KEPT = Duration.ofMinutes(11);

    private final RevocationSource source;
    private final List<RevocationListener> listeners;
    private final Cache<UUID, Boolean> revoked = Caffeine.newBuilder().expireAfterWrite(KEPT).build();
    private volatile long heardAt = System.nanoTime() - SILENCE.multipliedBy(2).toNanos();
    private volatile boolean silent = true;
    private volatile @Nullable Thread follower;
    private @Nullable String era;
    private long head;

    Revocations(RevocationSource source, List<RevocationListener> listeners) {
        this.source = source;
        this.listeners = listeners;
    }

    /// Whether the session, or its whole account, was revoked.
    public boolean isRevoked(Caller caller) {
        return revoked.getIfPresent(caller.sessionId()) != null || revoked.getIfPresent(caller.accountId()) != null;
    }

    @Override
    public boolean isOpen() { return System.nanoTime() - heardAt < SILENCE.toNanos(); }

    @Override
    public String name() {
        return "revocations";
    }

    private void follow() {
        while (follower == Thread.currentThread()) {
            try {
                if (step() > 0) {
                    pause(GATHERING);
                }
            } catch (RuntimeException e) {
                LOG.warn("revocations are not heard: {}", e.getClass().getSimpleName());
                pause(RETRY);
            }
            hushIfSilent();
        }
    }

    private int step() {
        long askedAt = System.nanoTime();
        RevocationSource.Batch batch = source.after(era, head, WAIT);
        if (!batch.era().equals(era)) {
            LOG.info("revocations follow a new era");
        }
        batch.entries().forEach(this::revoke);
        era = batch.era();
        head = batch.head();
        if (batch.entries().size() < RevocationSource.PAGE) {
            heardAt = askedAt;
            silent = false;
        }
        return batch.entries().size();
    }

    private void revoke(RevocationSource.Entry entry) {
        revoked.put(entry.id(), true);
        for (RevocationListener listener : listeners) {
            switch (entry.kind()) {
                case SESSION -> listener.sessionEnded(entry.id());
                case SUBJECT -> listener.subjectErased(entry.id());
            }
        }
    }

    private void hushIfSilent() {
        if (!isOpen() && !silent) {
            silent = true;
            LOG.warn("no revocations heard for {} s: refusing everybody", SILENCE.toSeconds());
            listeners.forEach(RevocationListener::silence);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// From the beginning of the feed: whoever was stopped has missed some of it, and is closed until it is read.
    @Override
    public void start() {
        heardAt = System.nanoTime() - SILENCE.multipliedBy(2).toNanos();
        silent = true;
        era = null;
        head = 0;
        follower = Thread.ofPlatform().daemon().name("revocations").unstarted(this::follow);
        follower.start();
    }

    @Override
    public void stop() {
        Thread thread = follower;
        follower = null;
        if (thread != null) {
            thread.interrupt();
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(WAIT.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() { return follower != null; }
}
