package dev.lethe.message.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.MailboxEvent;
import dev.lethe.events.MailboxEvent.MailboxesChanged;
import dev.lethe.platform.problem.FailureText;

/// Hears from the other replicas which mailboxes advanced. Reads all of the topic from its end, in no group and
/// without positions: only what happens from now on wakes anybody.
final class WakesOfOthers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WakesOfOthers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final LiveStreams streams;
    private final WakeForm form;
    private final JsonMapper json;
    private volatile @Nullable Thread reader;
    private volatile boolean hearing;

    WakesOfOthers(Supplier<Consumer<String, byte[]>> consumers, LiveStreams streams, WakeForm form,
            JsonMapper json) {
        this.consumers = consumers;
        this.streams = streams;
        this.form = form;
        this.json = json;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                if (assign(consumer)) {
                    hear(consumer);
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("stopped hearing other replicas: {}", FailureText.of(e));
            } catch (RuntimeException e) {
                LOG.warn("other replicas are not heard: {}", e.getClass().getSimpleName());
            }
            hearing = false;
            pause();
        }
    }

    private boolean assign(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(MailboxEvent.TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        hearing = !partitions.isEmpty();
        return hearing;
    }

    private void hear(Consumer<String, byte[]> consumer) {
        while (isRunning()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (!form.isOwn(record.headers())) {
                    wake(record);
                }
            }
        }
    }

    private void wake(ConsumerRecord<String, byte[]> record) {
        try {
            streams.advance(json.readValue(record.value(), MailboxesChanged.class).ownerIds());
        } catch (JacksonException e) {
            LOG.warn("record {}@{} is no wake-up", record.partition(), record.offset());
        }
    }

    private void pause() {
        try {
            if (isRunning()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it stands at the topic's end, so that whatever happens from now on is heard.
    boolean isHearing() { return hearing; }

    @Override
    public void start() {
        reader = Thread.ofPlatform().daemon().name("wakes-of-others").unstarted(this::run);
        reader.start();
    }

    @Override
    public void stop() {
        Thread thread = reader;
        reader = null;
        if (thread != null) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(POLL.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() { return reader != null; }
}
