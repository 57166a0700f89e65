package dev.lethe.account.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.signin.CodeNotices.Readers;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.platform.number.PhoneNumber;

/// Brings a code to its person after the answer has left: into the service chat where a device is signed in, and by text
/// where none was used lately, or where the person asks for one.
@Component
class CodeDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(CodeDelivery.class);

    /// What a code for an account costs would slow down the answer that is still being written, and tell of the account.
    private static final Duration UNTIL_IT_LEFT = Duration.ofMillis(20);

    private final SmsSending sms;
    private final CodeNotices notices;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CodeDelivery(SmsSending sms, CodeNotices notices) {
        this.sms = sms;
        this.notices = notices;
    }

    void deliver(PhoneNumber number, NumberIndex index, String code, Instant expiresAt, CodeWish wish) {
        threads.execute(() -> {
            letTheAnswerLeave();
            Optional<Readers> readers = readersOf(index);
            boolean isTexted = wish == CodeWish.SMS || readers.filter(Readers::areAttentive).isEmpty();
            if (isTexted) {
                // before the keyholders are asked, who may hang
                sms.send(number, text(code), expiresAt);
            }
            boolean isShown = readers.map(it -> isShown(it, text(code), expiresAt)).orElse(false);
            if (!isTexted && !isShown) {
                sms.send(number, text(code), expiresAt);
            }
        });
    }

    private Optional<Readers> readersOf(NumberIndex index) {
        try {
            return notices.readersOf(index);
        } catch (RuntimeException e) {
            LOG.warn("whose a sign-in code is could not be read: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    private boolean isShown(Readers readers, String text, Instant expiresAt) {
        try {
            return notices.post(readers, text, expiresAt);
        } catch (RuntimeException e) {
            LOG.warn("a sign-in code could not be posted: {}", e.getClass().getName());
            return false;
        }
    }

    private static void letTheAnswerLeave() {
        try {
            Thread.sleep(UNTIL_IT_LEFT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(String code) {
        return "Lethe code: " + code + ". It works for five minutes. Give it to nobody.";
    }

    @PreDestroy
    void stop() {
        threads.close();
    }
}
