package dev.lethe.platform.deadletter;

import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets dead letters be taken once more, the oldest first, each in a transaction of its own. What fails again stays.
final class DeadLetterReplays {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplays.class);

    private final DeadLetters letters;
    private final List<DeadLetterReplay> replays;
    private final TransactionTemplate transaction;

    DeadLetterReplays(DeadLetters letters, List<DeadLetterReplay> replays, TransactionTemplate transaction) {
        this.letters = letters;
        this.replays = replays;
        this.transaction = transaction;
    }

    /// Lets all be taken, and tells how many were.
    int replayAll() {
        return (int) letters.list().stream().filter(it -> isReplayed(it.id())).count();
    }

    private boolean isReplayed(UUID id) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> letters.take(id).map(this::replay).orElse(false)));
        } catch (RuntimeException e) {
            LOG.warn("dead letter {} cannot be taken: {}", id, e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean replay(DeadLetter letter) {
        replays.stream().filter(it -> it.takes(letter.partition())).findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody replays it")).replay(letter);
        return true;
    }
}
