package dev.lethe.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.events.DeletionEvent;
import dev.lethe.platform.inbox.InboxPositions.Position;

/// Whether the logs fit where this service stands, and whether it has read what it must know before it serves: the
/// deletions that the logs held when it started.
///
/// A log that begins behind a position, ends before it, or holds another event there, has lost something. Nothing is
/// skipped then: the partition stops, and with it the service, until an operator agrees.
final class InboxStanding {

    private static final Logger LOG = LoggerFactory.getLogger(InboxStanding.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<String> topics;
    private final InboxPositions positions;
    private volatile Map<TopicPartition, Long> toRead = Map.of();
    private volatile Map<TopicPartition, String> stopped = Map.of();
    private volatile boolean checked;
    private volatile boolean read;
    private volatile long lookedAt;

    InboxStanding(List<String> topics, InboxPositions positions) {
        this.topics = topics;
        this.positions = positions;
    }

    /// As if nothing had been read.
    void reset() {
        checked = false;
        read = false;
        toRead = Map.of();
    }

    boolean isOpen() { return checked && read && stopped.isEmpty(); }

    /// Why each of these partitions stands still, in words for an operator.
    Map<String, String> stopped() {
        Map<String, String> words = new TreeMap<>();
        stopped.forEach((partition, reason) -> words.put(partition.toString(), reason));
        return words;
    }

    boolean isStopped(TopicPartition partition) {
        return stopped.containsKey(partition);
    }

    /// Compares all logs with all positions, and remembers once what is to be read before serving.
    void check(Consumer<String, byte[]> consumer) {
        Map<TopicPartition, Position> known = positions.of(topics);
        List<TopicPartition> there = partitions(consumer);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(there);
        Map<TopicPartition, Long> ends = consumer.endOffsets(there);
        known.forEach((partition, position) -> misfit(position, starts.getOrDefault(partition, 0L),
                ends.getOrDefault(partition, 0L)).ifPresent(reason -> stop(partition, reason)));
        if (!checked) {
            Map<TopicPartition, Long> deletions = new HashMap<>();
            ends.forEach((partition, end) -> {
                if (partition.topic().equals(DeletionEvent.TOPIC) && end > starts.getOrDefault(partition, 0L)) {
                    deletions.put(partition, end);
                }
            });
            toRead = deletions;
        }
        look();
        checked = true;
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                found.add(new TopicPartition(topic, info.partition()));
            }
        }
        return found;
    }

    private static Optional<String> misfit(Position position, long start, long end) {
        if (position.stopped() != null) {
            return Optional.empty();
        }
        if (position.next() < start) {
            return Optional
                    .of("the log begins at %d, and this service has read up to %d only: what stood between is lost"
                            .formatted(start, position.next()));
        }
        return position.next() > end
                ? Optional.of("the log ends at %d, and this service has read up to %d: the log was cut or made anew"
                        .formatted(end, position.next()))
                : Optional.empty();
    }

    /// Stops a partition for all replicas.
    void stop(TopicPartition partition, String reason) {
        LOG.error("{} is not read any more, and this service serves nobody: {}. "
                + "Restore the log, or accept the loss: see \"When a log does not fit\" in docs/events.md", partition,
                reason);
        positions.stop(partition, reason);
        look();
    }

    /// Looks now and then how far all replicas are, and what is stopped.
    ///
    /// @return false when an operator has let go on what was stopped: begin anew
    boolean isSteady() {
        long pause = read ? LOOK.toNanos() : LOOK.toNanos() / 10;
        if (System.nanoTime() - lookedAt < pause) {
            return true;
        }
        Map<TopicPartition, String> before = stopped;
        look();
        return before.keySet().stream().allMatch(stopped::containsKey);
    }

    private synchronized void look() {
        lookedAt = System.nanoTime();
        Map<TopicPartition, Position> known = positions.of(topics);
        Map<TopicPartition, String> halted = new HashMap<>();
        known.forEach((partition, position) -> {
            if (position.stopped() != null) {
                halted.put(partition, position.stopped());
            }
        });
        stopped = halted;
        read = read || toRead.entrySet().stream().allMatch(end -> isReached(known, end));
    }

    private static boolean isReached(Map<TopicPartition, Position> known, Map.Entry<TopicPartition, Long> end) {
        return Stream.ofNullable(known.get(end.getKey())).anyMatch(it -> it.next() >= end.getValue());
    }
}
