package dev.lethe.account.sms;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.platform.number.PhoneNumber;

/// Brings texts to the gateway: again and again while it is away or wants no more, until they are of no use. A text waits in
/// memory only, since whoever lost a code with this process asks for another one a minute later.
@Component
public class SmsSending {

    static final String METRIC = "lethe.sms";
    private static final Logger LOG = LoggerFactory.getLogger(SmsSending.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /// A gateway that names a longer pause is asked again after this one.
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 32;

    /// Whoever was asked for nothing since may well be back.
    private static final Duration NEWS = Duration.ofMinutes(10);

    private record Away(Instant since, Instant last) {}

    private final SmsGateway gateway;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration firstPause;
    private final int most;
    private final Semaphore room;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long heldUntil = System.nanoTime();
    private final AtomicReference<@Nullable Away> away = new AtomicReference<>();
    private final AtomicLong answered = new AtomicLong();

    @Autowired
    SmsSending(SmsGateway gateway, MeterRegistry meters, Clock clock) {
        this(gateway, meters, clock, FIRST_PAUSE, MOST);
    }

    SmsSending(SmsGateway gateway, MeterRegistry meters, Clock clock, Duration firstPause, int most) {
        this.gateway = gateway;
        this.meters = meters;
        this.clock = clock;
        this.firstPause = firstPause;
        this.room = new Semaphore(most);
        this.most = most;
        meters.gauge("lethe.sms.waiting", this, SmsSending::waiting);
    }

    /// Sends in the background.
    ///
    /// @param until when the text is of no use any more
    public void send(PhoneNumber to, String text, Instant until) {
        if (!room.tryAcquire()) {
            count("no-room");
            LOG.warn("a text is dropped: too many wait for the gateway");
            return;
        }
        Sms sms = new Sms(UUID.randomUUID(), to, text);
        threads.execute(() -> bring(sms, until));
    }

    /// Tries once, while the caller waits.
    ///
    /// @param occasion the same for the same text, however often it is tried: a gateway that took it before, and was not
    ///                 heard, knows it again
    public SmsDelivery sendOnce(String occasion, PhoneNumber to, String text) {
        UUID id = UUID.nameUUIDFromBytes(occasion.getBytes(StandardCharsets.UTF_8));
        return isHeld() ? SmsDelivery.Later.unsaid() : attempt(new Sms(id, to, text));
    }

    private void bring(Sms sms, Instant until) {
        try {
            Duration pause = firstPause;
            while (stopped.getCount() > 0) {
                if (!clock.instant().isBefore(until)) {
                    count("expired");
                    return;
                }
                if (!isHeld() && !(inTurn(sms, until) instanceof SmsDelivery.Later)) {
                    return;
                }
                waitAbout(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
            count("stopped");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    /// While it waited for its turn its time may have passed, or the gateway may have asked for a pause.
    private SmsDelivery inTurn(Sms sms, Instant until) throws InterruptedException {
        turns.acquire();
        try {
            boolean isWanted = stopped.getCount() > 0 && !isHeld() && clock.instant().isBefore(until);
            return isWanted ? attempt(sms) : SmsDelivery.Later.unsaid();
        } finally {
            turns.release();
        }
    }

    private SmsDelivery attempt(Sms sms) {
        long before = answered.get();
        SmsDelivery delivery = delivery(sms);
        switch (delivery) {
            case SmsDelivery.Taken _ -> {
                isThere();
                count("taken");
            }
            case SmsDelivery.Refused _ -> {
                isThere();
                count("refused");
            }
            case SmsDelivery.Later(var pause) -> {
                if (answered.get() == before) {
                    isAway();
                }
                hold(pause);
                count("later");
            }
        }
        return delivery;
    }

    private void isThere() {
        answered.incrementAndGet();
        away.set(null);
    }

    private void isAway() {
        Instant now = clock.instant();
        away.updateAndGet(known -> new Away(known == null ? now : known.since(), now));
    }

    /// Since when the gateway has taken no text that it was to take, if one waits or was tried lately.
    Optional<Instant> awaySince() {
        Instant lately = clock.instant().minus(NEWS);
        return Optional.ofNullable(away.get()).filter(it -> waiting() > 0 || it.last().isAfter(lately))
                .map(Away::since);
    }

    /// How many texts wait.
    int waiting() {
        return most - room.availablePermits();
    }

    private SmsDelivery delivery(Sms sms) {
        try {
            return gateway.send(sms);
        } catch (RuntimeException e) {
            LOG.warn("a text waits: {}", e.getClass().getSimpleName());
            return SmsDelivery.Later.unsaid();
        }
    }

    /// One text was enough to learn that none is wanted now.
    private void hold(Duration pause) {
        if (pause.isPositive()) {
            heldUntil = System.nanoTime() + shorter(pause, LONGEST_HOLD).toNanos();
        }
    }

    private boolean isHeld() { return heldUntil - System.nanoTime() > 0; }

    /// Those who were turned away together do not come back together.
    private void waitAbout(Duration pause) throws InterruptedException {
        long least = Math.max(pause.toNanos() / 2, heldUntil - System.nanoTime());
        var _ = stopped.await(least + ThreadLocalRandom.current().nextLong(pause.toNanos()), TimeUnit.NANOSECONDS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void count(String outcome) {
        meters.counter(METRIC, "outcome", outcome).increment();
    }

    /// What is being handed over is waited for; what waits is let go.
    @PreDestroy
    void stop() {
        stopped.countDown();
        threads.close();
    }
}
