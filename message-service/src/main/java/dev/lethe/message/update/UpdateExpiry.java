package dev.lethe.message.update;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SlowerClock;

/// Forgets what left, and which client ids were used, when their time is over.
@Component
public class UpdateExpiry {
    private static final int OWNERS_AT_ONCE = 200;
    private static final int PARTS = 60;
    private static final long BLOCKS_AT_ONCE = 100;

    private final Changes changes;
    private final Mailboxes mailboxes;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final SlowerClock clock;
    // Wherever it begins: replicas that live for less than an hour would otherwise never reach the table's end.
    private long nextBlock = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);

    UpdateExpiry(Changes changes, Mailboxes mailboxes, TransactionTemplate transaction, MessageProperties properties,
            SlowerClock clock) {
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public void expire() {
        Instant now = clock.now();
        Instant gone = now.minus(properties.updateRetention());
        // An erasure for everyone finds by them where else its author wrote.
        Instant chats = earlier(gone, properties.deletionForBoth().since(now));
        List<UUID> owners;
        do {
            owners = changes.ownersOfGoneBefore(gone, chats, OWNERS_AT_ONCE);
            owners.forEach(owner -> transaction.executeWithoutResult(_ -> {
                mailboxes.lock(List.of(owner));
                changes.forgetGoneBefore(owner, gone, chats);
            }));
        } while (owners.size() == OWNERS_AT_ONCE);
    }

    /// Looks at a part of the table each minute, so at all of it in about an hour, however large it is.
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetSends() {
        forgetSends(PARTS);
    }

    void forgetSends(int parts) {
        long id = MessageId.earliestAt(clock.now().minus(properties.clientIdRetention())).value();
        long blocks = changes.blocksOfSends();
        long left = Math.min(blocks, blocks / parts + 1);
        while (left > 0) {
            long block = nextBlock % blocks;
            long some = Math.min(Math.min(BLOCKS_AT_ONCE, left), blocks - block);
            changes.forgetSendsBefore(id, block, some);
            nextBlock = block + some;
            left -= some;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
