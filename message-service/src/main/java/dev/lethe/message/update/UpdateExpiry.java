package dev.lethe.message.update;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SlowerClock;
import dev.lethe.message.mailbox.TableWalk;

/// Forgets what left, and which client ids were used, when their time is over.
@Component
public class UpdateExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateExpiry.class);

    private final Changes changes;
    private final Mailboxes mailboxes;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final SlowerClock clock;
    private final TableWalk gone;
    private final TableWalk sends;

    UpdateExpiry(Changes changes, Mailboxes mailboxes, TransactionTemplate transaction, MessageProperties properties,
            SlowerClock clock, JdbcClient jdbc) {
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        this.gone = new TableWalk(jdbc, "gone");
        this.sends = new TableWalk(jdbc, "sent");
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetGone() {
        forgetGone(TableWalk.MINUTES);
    }

    public void forgetGone(int parts) {
        Instant now = clock.now();
        Instant before = now.minus(properties.updateRetention());
        // An erasure for everyone finds by them where else its author wrote.
        Instant chats = earlier(before, properties.deletionForBoth().since(now));
        gone.walk(parts, slice -> changes.ownersOfGoneBefore(before, chats, slice)
                .forEach(owner -> forgetGone(owner, before, chats)));
    }

    /// What fails waits for the next round, and holds up nobody.
    private void forgetGone(UUID owner, Instant before, Instant chats) {
        try {
            transaction.executeWithoutResult(_ -> {
                mailboxes.lock(List.of(owner));
                changes.forgetGoneBefore(owner, before, chats);
            });
        } catch (RuntimeException e) {
            LOG.warn("what left a mailbox is not forgotten yet: {}", e.getClass().getSimpleName());
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetSends() {
        forgetSends(TableWalk.MINUTES);
    }

    void forgetSends(int parts) {
        SlowerClock.Moment now = clock.moment();
        long before = MessageId.earliestAt(now.earlier().minus(properties.clientIdRetention())).value();
        long later = MessageId.earliestAt(now.later()).value();
        sends.walk(parts, slice -> changes.forgetSends(before, later, slice));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
