package dev.lethe.platform.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.lethe.platform.problem.Outages;

/// Reads the topics of all consumers from the positions in the database; what Kafka remembers is ignored.
///
/// A record that fails holds back its own partition only: it is tried again with growing pauses and, unless a consumer
/// never gives up, buried after the last try.
final class InboxLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private record Retry(long offset, int tries, long dueNanos) {}

    private final EventDispatch dispatch;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final InboxPositions positions;
    private final Map<TopicPartition, Retry> retries = new HashMap<>();
    private volatile @Nullable Thread reader;

    InboxLoop(EventDispatch dispatch, Supplier<Consumer<String, byte[]>> consumers, InboxPositions positions) {
        this.dispatch = dispatch;
        this.consumers = consumers;
        this.positions = positions;
    }

    private void run() {
        while (isRunning()) {
            retries.clear();
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                consumer.subscribe(dispatch.topics(), new FromDatabase(consumer));
                while (isRunning()) {
                    resumeDue(consumer);
                    take(consumer, consumer.poll(POLL));
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("inbox interrupted", e);
            } catch (RuntimeException e) {
                LOG.warn("inbox starts over: {}", e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            for (ConsumerRecord<String, byte[]> record : polled.records(partition)) {
                if (!isRunning() || !apply(consumer, partition, record)) {
                    break;
                }
            }
        }
    }

    private boolean apply(Consumer<String, byte[]> consumer, TopicPartition partition,
            ConsumerRecord<String, byte[]> record) {
        try {
            dispatch.apply(record);
            retries.remove(partition);
            return true;
        } catch (RuntimeException e) {
            return failed(consumer, partition, record, e);
        }
    }

    private boolean failed(Consumer<String, byte[]> consumer, TopicPartition partition,
            ConsumerRecord<String, byte[]> record, RuntimeException failure) {
        Retry last = retries.get(partition);
        int tries = last != null && last.offset() == record.offset() ? last.tries() + 1 : 1;
        LOG.warn("record {}@{} failed, try {}: {}", partition, record.offset(), tries,
                failure.getClass().getSimpleName());
        LOG.debug("failure of {}@{}", partition, record.offset(), failure);
        if (tries >= TRIES && !dispatch.neverGivesUp(partition.topic()) && !Outages.isOutage(failure)) {
            dispatch.bury(record, failure.getClass().getSimpleName());
            retries.remove(partition);
            return true;
        }
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 12));
        retries.put(partition, new Retry(record.offset(), tries, System.nanoTime() + pause * 1_000_000));
        consumer.seek(partition, record.offset());
        consumer.pause(List.of(partition));
        return false;
    }

    private void resumeDue(Consumer<String, byte[]> consumer) {
        Set<TopicPartition> paused = consumer.paused();
        paused.stream().filter(partition -> {
            Retry retry = retries.get(partition);
            return retry == null || retry.dueNanos() - System.nanoTime() <= 0;
        }).toList().forEach(partition -> consumer.resume(List.of(partition)));
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class FromDatabase implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        FromDatabase(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(retries::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long start = starts.getOrDefault(partition, 0L);
                long next = positions.next(partition.topic(), partition.partition()).orElse(start);
                if (next < start) {
                    LOG.warn("{} forgot events from {} to {}: rebuilding", partition, next, start);
                    dispatch.rebuild(partition.topic());
                }
                consumer.seek(partition, Math.max(next, start));
            }
        }
    }

    @Override
    public void start() {
        if (dispatch.topics().isEmpty()) {
            return;
        }
        reader = Thread.ofPlatform().daemon().name("inbox").unstarted(this::run);
        reader.start();
    }

    @Override
    public void stop() {
        Thread thread = reader;
        reader = null;
        if (thread != null) {
            try {
                thread.join(3_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() { return reader != null; }
}
