package dev.lethe.account.signin;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.number.PhoneNumber;

/// Brings a code to its person after the answer has left: by text, and into the service chat where a device is signed in.
@Component
class CodeDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(CodeDelivery.class);

    private final SmsSending sms;
    private final Numbers numbers;
    private final LiveSessions sessions;
    private final ServiceNotices notices;
    private final TransactionOperations transactions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CodeDelivery(SmsSending sms, Numbers numbers, LiveSessions sessions, ServiceNotices notices,
            TransactionOperations transactions) {
        this.sms = sms;
        this.numbers = numbers;
        this.sessions = sessions;
        this.notices = notices;
        this.transactions = transactions;
    }

    void deliver(PhoneNumber number, NumberIndex index, String code, Instant expiresAt) {
        sms.send(number, text(code), expiresAt);
        threads.execute(() -> attempt(() -> post(index, code, expiresAt)));
    }

    private void post(NumberIndex index, String code, Instant expiresAt) {
        UUID account = numbers.find(index).orElse(null);
        if (account == null || sessions.of(account).isEmpty()) {
            return;
        }
        var draft = notices.draft(account, Kind.SIGN_IN_CODE, text(code), null, expiresAt);
        transactions.executeWithoutResult(_ -> notices.post(draft));
    }

    private static String text(String code) {
        return "Lethe code: " + code + ". It works for five minutes. Give it to nobody.";
    }

    private static void attempt(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException e) {
            LOG.warn("a sign-in code could not be posted: {}", e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        threads.close();
    }
}
