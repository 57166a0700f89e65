package dev.lethe.account.signin;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.platform.number.PhoneNumber;

/// Brings a code to its person after the answer has left: into the service chat where a device is signed in, and by text
/// where none was used lately, or where the person asks for one.
@Component
class CodeDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(CodeDelivery.class);

    private final SmsSending sms;
    private final CodeNotices notices;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CodeDelivery(SmsSending sms, CodeNotices notices) {
        this.sms = sms;
        this.notices = notices;
    }

    void deliver(PhoneNumber number, NumberIndex index, String code, Instant expiresAt, CodeWish wish) {
        threads.execute(() -> {
            boolean isShown = isShown(index, text(code), expiresAt);
            if (wish == CodeWish.SMS || !isShown) {
                sms.send(number, text(code), expiresAt);
            }
        });
    }

    private boolean isShown(NumberIndex index, String text, Instant expiresAt) {
        try {
            return notices.post(index, text, expiresAt);
        } catch (RuntimeException e) {
            LOG.warn("a sign-in code could not be posted: {}", e.getClass().getName());
            return false;
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
