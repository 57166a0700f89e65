package dev.lethe.message.stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.lethe.message.history.CopiesWritten;
import dev.lethe.message.mailbox.MailboxesAdvanced;

/// Wakes the streams of mailboxes that a commit has advanced: here at once, at other replicas by Kafka.
@Component
class StreamWakes {
    private final LiveStreams streams;
    private final WakesForOthers others;

    StreamWakes(LiveStreams streams, WakesForOthers others) {
        this.streams = streams;
        this.others = others;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(MailboxesAdvanced advanced) {
        streams.advance(advanced.owners());
        others.tell(advanced.owners());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(CopiesWritten written) {
        streams.append(written);
        others.tell(written.owners());
    }
}
