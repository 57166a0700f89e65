package dev.lethe.message.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.MailboxEvent;
import dev.lethe.events.MailboxEvent.MailboxesChanged;
import dev.lethe.platform.problem.FailureText;

/// Tells the other replicas which mailboxes advanced. Whoever commits only adds to a set; one thread gathers
/// what comes within some milliseconds into one record. What the broker does not take is lost: heart-beats
/// make it good.
final class WakesForOthers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WakesForOthers.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final int LARGEST = 1_000;
    private static final int MOST_WAITING = 50_000;

    private final Supplier<Producer<String, byte[]>> producers;
    private final WakeForm form;
    private final JsonMapper json;
    private final Duration gathering;
    private Set<UUID> waiting = new HashSet<>();
    private volatile @Nullable Thread sender;

    WakesForOthers(Supplier<Producer<String, byte[]>> producers, WakeForm form, JsonMapper json,
            Duration gathering) {
        this.producers = producers;
        this.form = form;
        this.json = json;
        this.gathering = gathering;
    }

    void tell(Collection<UUID> owners) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            if (waiting.size() < MOST_WAITING) {
                waiting.addAll(owners);
            }
        }
        if (first) {
            LockSupport.unpark(sender);
        }
    }

    private synchronized Set<UUID> take() {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Set<UUID> taken = waiting;
        waiting = new HashSet<>();
        return taken;
    }

    private void run() {
        while (isRunning()) {
            try (Producer<String, byte[]> producer = producers.get()) {
                tell(producer);
            } catch (RuntimeException e) {
                // as where nobody knows the broker's name yet
                LOG.warn("other replicas are not told: {}", e.getClass().getSimpleName());
                LockSupport.parkNanos(this, AFTER_A_FAILURE.toNanos());
            }
        }
    }

    private void tell(Producer<String, byte[]> producer) {
        while (isRunning()) {
            Set<UUID> owners = take();
            if (owners.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            send(producer, new ArrayList<>(owners));
            gather();
        }
    }

    // Those who commit meanwhile wake this thread, so once is not enough.
    private void gather() {
        long end = System.nanoTime() + gathering.toNanos();
        for (long left = gathering.toNanos(); left > 0 && isRunning(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void send(Producer<String, byte[]> producer, List<UUID> owners) {
        try {
            for (int i = 0; i < owners.size(); i += LARGEST) {
                MailboxesChanged event = new MailboxesChanged(owners.subList(i, Math.min(owners.size(), i + LARGEST)));
                var _ = producer.send(new ProducerRecord<>(MailboxEvent.TOPIC, null, event.subject().toString(),
                        json.writeValueAsBytes(event), form.headers(event)));
            }
        } catch (KafkaException e) {
            LOG.debug("other replicas were not told: {}", FailureText.of(e));
        }
    }

    @Override
    public void start() {
        sender = Thread.ofPlatform().daemon().name("wakes-for-others").unstarted(this::run);
        sender.start();
    }

    @Override
    public void stop() {
        Thread thread = sender;
        sender = null;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean isRunning() { return sender != null; }
}
