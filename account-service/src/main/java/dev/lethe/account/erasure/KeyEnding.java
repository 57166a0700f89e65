package dev.lethe.account.erasure;

import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.text.CanonicalBase64;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.KeyDestruction;
import dev.lethe.platform.vault.Vault;

/// Has all keyholders destroy an erased account's key, and keeps what they signed.
@Component
class KeyEnding {

    private static final Logger LOG = LoggerFactory.getLogger(KeyEnding.class);

    private final KeyDestruction destruction;
    private final Vault vault;
    private final Erasures erasures;
    private final Signer signer;
    private final TransactionOperations transactions;
    private final Turns turns;
    private final AskingPauses pauses = new AskingPauses();

    KeyEnding(KeyDestruction destruction, Vault vault, Erasures erasures, Signer signer,
            TransactionOperations transactions, Turns turns) {
        this.destruction = destruction;
        this.vault = vault;
        this.erasures = erasures;
        this.signer = signer;
        this.transactions = transactions;
        this.turns = turns;
    }

    /// Asks each of the holders once, who does not answer again later: after a second, then after twice the time before.
    ///
    /// @return false when it is too early to ask again
    boolean destroy(Running erasure, Set<String> holders) {
        if (!pauses.end(erasure.erasureId())) {
            return false;
        }
        vault.forget(erasure.accountId());
        var order = order(erasure);
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String holder : holders) {
                var _ = threads.submit(() -> {
                    if (destroy(erasure, order, holder)) {
                        done.incrementAndGet();
                    }
                });
            }
        }
        if (done.get() == holders.size()) {
            pauses.forget(erasure.erasureId());
        }
        return true;
    }

    /// What the keyholders keep as their copy of the ledger.
    private DestructionOrder order(Running erasure) {
        byte[] everyone = LedgerEntry.signEveryone(signer, erasure.accountId(), erasure.erasureId(),
                erasure.forEveryone());
        return new DestructionOrder(erasure.accountId(), erasure.erasureId(), erasure.executedAt().toEpochMilli(),
                Base64.getEncoder().encodeToString(erasure.signature()),
                everyone == null ? null : Base64.getEncoder().encodeToString(everyone));
    }

    /// Each holder by itself, so that one that hangs holds up no answer of another, nor any other erasure.
    private boolean destroy(Running erasure, DestructionOrder order, String holder) {
        try {
            var answer = destruction.destroy(order, erasure.promise(), Set.of(holder)).getFirst();
            Failpoints.reach("account.keys-after-destroy");
            turns.take(() -> transactions.execute(_ -> {
                record(erasure, answer);
                return true;
            }));
            return answer instanceof HolderAnswer.Destroyed;
        } catch (RuntimeException e) {
            LOG.warn("a destruction waits: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    private void record(Running erasure, HolderAnswer answer) {
        if (answer instanceof HolderAnswer.Destroyed destroyed) {
            erasures.answer(erasure.erasureId(),
                    new Witness(destroyed.holder(), Kind.KEYHOLDER, null,
                            Instant.ofEpochMilli(destroyed.destroyedMillis()),
                            Instant.ofEpochMilli(destroyed.epochEndsMillis()),
                            CanonicalBase64.decode(destroyed.signature())));
        }
    }
}
