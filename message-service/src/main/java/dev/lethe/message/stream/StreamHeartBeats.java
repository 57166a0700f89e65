package dev.lethe.message.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import dev.lethe.message.update.Changes;
import dev.lethe.message.update.Changes.Head;

/// Each second, tells the streams whose time has come that they live, and compares all of them with their
/// mailboxes in one statement: so a wake-up that was lost on the way is made good.
@Component
class StreamHeartBeats {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHeartBeats.class);

    private static final Duration STUCK = Duration.ofSeconds(1);

    private final LiveStreams streams;
    private final Changes changes;
    private final StreamProperties properties;

    StreamHeartBeats(LiveStreams streams, Changes changes, StreamProperties properties) {
        this.streams = streams;
        this.changes = changes;
        this.properties = properties;
    }

    @Scheduled(fixedRateString = "PT1S")
    void beat() {
        long longest = properties.longest().toNanos();
        streams.all().filter(stream -> stream.isOlderThan(longest)).forEach(streams::leave);
        streams.all().forEach(stream -> stream.dropUntold(STUCK.toNanos()));
        long pause = properties.heartBeat().toNanos();
        List<LiveStream> due = streams.all().filter(stream -> stream.isDue(pause)).toList();
        if (due.isEmpty()) {
            return;
        }
        Map<UUID, Head> heads = heads(due);
        due.forEach(stream -> stream.beat(heads.get(stream.owner())));
    }

    private Map<UUID, Head> heads(List<LiveStream> due) {
        try {
            return changes.heads(due.stream().map(LiveStream::owner).collect(Collectors.toSet()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("heart-beats without a look at the mailboxes: {}", e.getClass().getSimpleName());
            return Map.of();
        }
    }
}
