package dev.lethe.message.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.MessageDeletion;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.notice.Notices.Expired;

/// Deletes notices whose time is over. They are invisible from that moment on; this makes them gone.
@Component
class NoticeExpiry {
    private static final int BATCH = 500;

    private final Notices notices;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final Clock clock;

    NoticeExpiry(Notices notices, Mailboxes mailboxes, MessageDeletion deletion, TransactionTemplate transaction,
            MessageProperties properties, Clock clock) {
        this.notices = notices;
        this.mailboxes = mailboxes;
        this.deletion = deletion;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void deleteExpired() {
        List<Expired> batch;
        do {
            batch = notices.expiredAt(clock.instant(), BATCH);
            batch.forEach(expired -> transaction.executeWithoutResult(_ -> delete(expired)));
        } while (batch.size() == BATCH);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forgetOld() {
        Instant time = clock.instant().minus(properties.noticeRetention());
        int forgotten;
        do {
            forgotten = notices.forgetBefore(time, BATCH);
        } while (forgotten == BATCH);
    }

    private void delete(Expired expired) {
        Mailbox mailbox = mailboxes.lockLiving(expired.owner());
        if (mailbox != null) {
            deletion.delete(mailbox, ChatId.SERVICE, List.of(expired.messageId()));
        }
        notices.settle(expired);
    }
}
