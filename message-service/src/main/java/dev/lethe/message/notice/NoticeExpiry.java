package dev.lethe.message.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.MessageDeletion;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.TableWalk;
import dev.lethe.message.notice.Notices.Expired;

/// Deletes notices whose time is over. They are invisible from that moment on; this makes them gone.
@Component
class NoticeExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeExpiry.class);
    private static final int BATCH = 500;

    private final Notices notices;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final Clock clock;
    private final TableWalk walk;
    private volatile Map<String, Integer> told = Map.of();

    NoticeExpiry(Notices notices, Mailboxes mailboxes, MessageDeletion deletion, TransactionTemplate transaction,
            MessageProperties properties, Clock clock, JdbcClient jdbc) {
        this.notices = notices;
        this.mailboxes = mailboxes;
        this.deletion = deletion;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        this.walk = new TableWalk(jdbc, "notice");
    }

    @Scheduled(fixedDelayString = "PT2S")
    void deleteExpired() {
        Instant now = clock.instant();
        Expired last = Expired.NONE;
        List<Expired> batch;
        Map<String, Integer> failures = new TreeMap<>();
        do {
            batch = notices.expiredAt(now, last, BATCH);
            batch.forEach(expired -> attempt(expired, failures));
            last = batch.isEmpty() ? last : batch.getLast();
        } while (batch.size() == BATCH);
        tell(failures);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetOld() {
        forgetOld(TableWalk.MINUTES);
    }

    void forgetOld(int parts) {
        Instant time = clock.instant().minus(properties.noticeRetention());
        walk.walk(parts, slice -> notices.forgetBefore(time, slice));
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(Expired expired, Map<String, Integer> failures) {
        try {
            transaction.executeWithoutResult(_ -> delete(expired));
        } catch (RuntimeException e) {
            failures.merge(e.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    /// What fails, fails every two seconds; a line is written when something has changed.
    private void tell(Map<String, Integer> failures) {
        if (!failures.equals(told) && !failures.isEmpty()) {
            LOG.warn("expired notices wait: {}", failures);
        }
        told = failures;
    }

    private void delete(Expired expired) {
        Mailbox mailbox = mailboxes.lockLiving(expired.owner());
        if (mailbox != null) {
            deletion.delete(mailbox, ChatId.SERVICE, List.of(expired.messageId()));
        }
        notices.settle(expired);
    }
}
