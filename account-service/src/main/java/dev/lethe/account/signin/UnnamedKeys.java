package dev.lethe.account.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.KeyDestruction;
import dev.lethe.platform.vault.UnnamedKey;
import dev.lethe.platform.vault.Vault;

/// Sweeps keys whose account never came to be: the process died, or somebody else took the number first.
@Component
class UnnamedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UnnamedKeys.class);
    /// Far longer than a sign-in may take, so that no key is swept from under one.
    private static final Duration OLD = Duration.ofHours(1);

    private final KeyCreation creation;
    private final KeyDestruction destruction;
    private final LivingAccounts accounts;
    private final Signer signer;
    private final Clock clock;

    UnnamedKeys(KeyCreation creation, KeyDestruction destruction, LivingAccounts accounts, Signer signer,
            Clock clock) {
        this.creation = creation;
        this.destruction = destruction;
        this.accounts = accounts;
        this.signer = signer;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
    void sweep() {
        creation.unnamed(OLD).forEach(this::attempt);
    }

    /// One that fails is tried again, and holds up none.
    private void attempt(UnnamedKey key) {
        try {
            settle(key);
        } catch (RuntimeException e) {
            LOG.warn("a key that no account names waits: {}", e.getClass().getSimpleName());
        }
    }

    private void settle(UnnamedKey key) {
        if (key.subject().equals(Vault.PHONE_INDEX_SUBJECT) || accounts.names(key.subject())) {
            creation.name(key.keyId());
            return;
        }
        LOG.info("destroying a key that no account names");
        UUID erasure = UUID.randomUUID();
        long now = clock.millis();
        byte[] signature = signer.sign(DestructionOrder.canonical(key.subject(), erasure, now));
        destruction.destroy(
                new DestructionOrder(key.subject(), erasure, now, Base64.getEncoder().encodeToString(signature), null),
                new ReceiptPromise(UUID.randomUUID(), new byte[0]));
    }
}
