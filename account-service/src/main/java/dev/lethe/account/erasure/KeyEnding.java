package dev.lethe.account.erasure;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.KeyDestruction;
import dev.lethe.platform.vault.Vault;

/// Has all keyholders destroy an erased account's key, and keeps what they signed.
@Component
class KeyEnding {

    /// More would open more connections to keyholders than they need to share their writes.
    private static final int AT_ONCE = 16;

    private final KeyDestruction destruction;
    private final Vault vault;
    private final Erasures erasures;
    private final TransactionOperations transactions;
    private final Turns turns;
    private final Semaphore asking = new Semaphore(AT_ONCE, true);
    private final AskingPauses pauses = new AskingPauses();

    KeyEnding(KeyDestruction destruction, Vault vault, Erasures erasures, TransactionOperations transactions,
            Turns turns) {
        this.destruction = destruction;
        this.vault = vault;
        this.erasures = erasures;
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
        var order = new DestructionOrder(erasure.accountId(), erasure.erasureId(),
                erasure.executedAt().toEpochMilli(), Base64.getEncoder().encodeToString(erasure.signature()));
        var answers = ask(erasure, order, holders);
        Failpoints.reach("account.keys-after-destroy");
        turns.take(() -> transactions.execute(_ -> {
            answers.forEach(answer -> record(erasure, answer));
            return answers.size();
        }));
        if (answers.stream().allMatch(HolderAnswer.Destroyed.class::isInstance)) {
            pauses.forget(erasure.erasureId());
        }
        return true;
    }

    private List<HolderAnswer> ask(Running erasure, DestructionOrder order, Set<String> holders) {
        asking.acquireUninterruptibly();
        try {
            return destruction.destroy(order, erasure.promise(), holders);
        } finally {
            asking.release();
        }
    }

    private void record(Running erasure, HolderAnswer answer) {
        if (answer instanceof HolderAnswer.Destroyed destroyed) {
            erasures.answer(erasure.erasureId(),
                    new Witness(destroyed.holder(), Kind.KEYHOLDER, null,
                            Instant.ofEpochMilli(destroyed.destroyedMillis()),
                            Instant.ofEpochMilli(destroyed.epochEndsMillis()),
                            Base64.getDecoder().decode(destroyed.signature())));
        }
    }
}
