package dev.lethe.account.number;

import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.KeyUnknownException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// The suite's one key for finding accounts by number. account-service makes it, once, when nobody has yet.
@Component
class NumberKey {

    private static final Logger LOG = LoggerFactory.getLogger(NumberKey.class);

    private final Vault vault;
    private final KeyCreation creation;
    private final Lock creating = new ReentrantLock();

    NumberKey(Vault vault, KeyCreation creation) {
        this.vault = vault;
        this.creation = creation;
    }

    SubjectKey get() {
        try {
            return lookUp();
        } catch (KeyUnknownException _) {
            return create();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        try {
            get();
        } catch (RuntimeException e) {
            LOG.warn("the number index has no key yet ({}); the first request tries again", e.getClass().getName());
        }
    }

    private SubjectKey create() {
        creating.lock();
        try {
            return lookUp();
        } catch (KeyUnknownException _) {
            creation.name(creation.create(Vault.PHONE_INDEX_SUBJECT, Set.of(Reader.PHONE_INDEX)));
            return lookUp();
        } finally {
            creating.unlock();
        }
    }

    private SubjectKey lookUp() {
        return vault.key(Vault.PHONE_INDEX_SUBJECT, Reader.PHONE_INDEX);
    }
}
