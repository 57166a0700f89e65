package dev.lethe.platform.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

import dev.lethe.platform.inbox.InboxPositions.Position;
import dev.lethe.platform.problem.FailureText;
import dev.lethe.platform.problem.Outages;

/// Reads the topics of some consumers from the positions in the database; what Kafka remembers is ignored.
///
/// A record that fails holds back its own partition only: it is tried again with growing pauses and, unless these
/// consumers never give up, buried after the last try. The first record that is read is the one before the position, which
/// must be the one that was read last.
final class InboxLoop {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private record Retry(long offset, int tries, long dueNanos, boolean letGo) {}

    private record Last(long offset, UUID event) {}

    private final EventDispatch dispatch;
    private final List<String> topics;
    private final boolean givesUp;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final InboxPositions positions;
    private final InboxStanding standing;
    private final Map<TopicPartition, Retry> retries = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Last> unproven = new ConcurrentHashMap<>();
    private volatile @Nullable Thread reader;

    InboxLoop(EventDispatch dispatch, List<String> topics, boolean givesUp,
            Supplier<Consumer<String, byte[]>> consumers, InboxPositions positions) {
        this.dispatch = dispatch;
        this.topics = topics;
        this.givesUp = givesUp;
        this.consumers = consumers;
        this.positions = positions;
        this.standing = new InboxStanding(topics, positions);
    }

    /// Whether the logs fit, and everything is read that must be known before serving.
    boolean isOpen() { return topics.isEmpty() || (standing.isOpen() && unproven.isEmpty()); }

    /// Why partitions stand still, by their names.
    Map<String, String> stopped() {
        return standing.stopped();
    }

    /// How often the records were tried at which partitions wait, of those that others would have buried by now.
    Map<String, Integer> waiting() {
        Map<String, Integer> tries = new TreeMap<>();
        retries.forEach((partition, retry) -> {
            if (retry.tries() >= TRIES) {
                tries.put(place(partition, retry.offset()), retry.tries());
            }
        });
        return tries;
    }

    /// Tries the record once more at which a partition waits, and buries it should it fail again.
    ///
    /// @param place as [#waiting()] names it
    void letGo(String place) {
        retries.replaceAll((partition, it) -> place(partition, it.offset()).equals(place) && it.tries() >= TRIES
                ? new Retry(it.offset(), it.tries(), System.nanoTime(), true)
                : it);
    }

    private static String place(TopicPartition partition, long offset) {
        return partition + "@" + offset;
    }

    /// Goes on with what the logs still have, where they had stopped.
    ///
    /// @return from where each is read now
    Map<String, Long> readOn() {
        Map<String, Long> from = new TreeMap<>();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            positions.of(topics).forEach((partition, position) -> {
                if (position.stopped() != null) {
                    long start = consumer.partitionsFor(partition.topic()).size() > partition.partition()
                            ? consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L)
                            : 0;
                    LOG.warn("{} is read on from {} instead of {}, as an operator wishes", partition, start,
                            position.next());
                    positions.readOn(partition, start);
                    from.put(partition.toString(), start);
                }
            });
        }
        return from;
    }

    private void run() {
        while (isRunning()) {
            retries.clear();
            unproven.clear();
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                standing.check(consumer);
                consumer.subscribe(topics, new FromDatabase(consumer));
                while (isRunning() && standing.isSteady()) {
                    resumeDue(consumer);
                    take(consumer, consumer.poll(POLL));
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("inbox interrupted: {}", FailureText.of(e));
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
        if (standing.isStopped(partition)) {
            consumer.pause(List.of(partition));
            return false;
        }
        Last last = unproven.remove(partition);
        if (last != null && record.offset() == last.offset()) {
            return proves(consumer, partition, record, last);
        }
        try {
            dispatch.apply(record);
            retries.remove(partition);
            return true;
        } catch (RuntimeException e) {
            return failed(consumer, partition, record, e);
        }
    }

    private boolean proves(Consumer<String, byte[]> consumer, TopicPartition partition,
            ConsumerRecord<String, byte[]> record, Last last) {
        if (last.event().equals(EventReader.id(record))) {
            return true;
        }
        standing.stop(partition, "the log holds another event at %d than this service has read: it was made anew"
                .formatted(record.offset()));
        consumer.pause(List.of(partition));
        return false;
    }

    private boolean failed(Consumer<String, byte[]> consumer, TopicPartition partition,
            ConsumerRecord<String, byte[]> record, RuntimeException failure) {
        Retry known = retries.remove(partition);
        Retry last = known != null && known.offset() == record.offset() ? known
                : new Retry(record.offset(), 0, 0, false);
        int tries = last.tries() + 1;
        LOG.warn("record {}@{} failed, try {}: {}", partition, record.offset(), tries,
                failure.getClass().getSimpleName());
        LOG.debug("failure of {}@{}: {}", partition, record.offset(), FailureText.of(failure));
        if (last.letGo() || (tries >= TRIES && givesUp && !Outages.isOutage(failure))) {
            dispatch.bury(record, failure.getClass().getSimpleName());
            return true;
        }
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 12));
        retries.put(partition, new Retry(record.offset(), tries, System.nanoTime() + pause * 1_000_000, false));
        consumer.seek(partition, record.offset());
        consumer.pause(List.of(partition));
        return false;
    }

    private void resumeDue(Consumer<String, byte[]> consumer) {
        Set<TopicPartition> paused = consumer.paused();
        paused.stream().filter(partition -> !standing.isStopped(partition)).filter(partition -> {
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
            partitions.forEach(unproven::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Position> known = positions.of(topics);
            partitions.forEach(partition -> begin(partition, starts.getOrDefault(partition, 0L), known.get(partition)));
        }

        private void begin(TopicPartition partition, long start, @Nullable Position position) {
            if (position == null || standing.isStopped(partition)) {
                consumer.seek(partition, start);
                consumer.pause(standing.isStopped(partition) ? List.of(partition) : List.of());
                return;
            }
            if (position.last() == null || position.next() <= start) {
                consumer.seek(partition, position.next());
                return;
            }
            unproven.put(partition, new Last(position.next() - 1, position.last()));
            consumer.seek(partition, position.next() - 1);
        }
    }

    void start() {
        if (topics.isEmpty()) {
            return;
        }
        standing.reset();
        reader = Thread.ofPlatform().daemon().name("inbox").unstarted(this::run);
        reader.start();
    }

    void stop() {
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

    private boolean isRunning() { return reader != null; }
}
