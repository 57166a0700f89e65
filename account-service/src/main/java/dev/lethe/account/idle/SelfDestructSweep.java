package dev.lethe.account.idle;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.erasure.AccountErasure;
import dev.lethe.account.idle.SweepGuard.Reason;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.signature.ReceiptPromise;

/// Ends accounts that nobody uses, through the same erasure as those whose owners ask for it. Any number of replicas may
/// run it at once: an account that is being used is locked by whoever uses it, and is passed over. It does nothing until
/// this service serves.
@Component
class SelfDestructSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SelfDestructSweep.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PAGE = 1000;
    /// So many end in one transaction. Whoever else ends an account waits for it.
    private static final int BATCH = 50;

    private final SweepGuard guard;
    private final Warnings warnings;
    private final IdleAccounts idle;
    private final LivingAccounts accounts;
    private final AccountErasure erasure;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;
    private final Clock clock;

    SelfDestructSweep(SweepGuard guard, Warnings warnings, IdleAccounts idle, LivingAccounts accounts,
            AccountErasure erasure, List<ServingGate> gates, TransactionOperations transactions, Clock clock) {
        this.guard = guard;
        this.warnings = warnings;
        this.idle = idle;
        this.accounts = accounts;
        this.erasure = erasure;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The first one waits, so that an operator who restored the database can say so before.
    @Scheduled(initialDelayString = "${lethe.self-destruct.every:PT10M}",
            fixedDelayString = "${lethe.self-destruct.every:PT10M}")
    void sweep() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            sweep(guard.now());
        }
    }

    /// Runs once.
    ///
    /// @return why it did nothing
    Optional<Reason> sweep(AsOf asOf) {
        Optional<Reason> objection = guard.objection(asOf);
        if (objection.isEmpty()) {
            long begun = System.nanoTime();
            warnings.tell(asOf);
            endAll(asOf);
            guard.ended(asOf, Duration.ofNanos(System.nanoTime() - begun));
        }
        return objection;
    }

    private void endAll(AsOf asOf) {
        long ended;
        do {
            List<UUID> page = idle.ripe(asOf, PAGE);
            ended = 0;
            for (int from = 0; from < page.size(); from += BATCH) {
                ended += end(page.subList(from, Math.min(page.size(), from + BATCH)), asOf);
            }
            if (ended > 0) {
                LOG.info("{} idle accounts deleted themselves", ended);
            }
        } while (ended > 0);
    }

    /// A batch that fails is run again one by one, so that the one that fails is tried later and holds up nobody.
    private int end(List<UUID> batch, AsOf asOf) {
        try {
            Integer ended = transactions.execute(_ -> endFree(batch, asOf));
            Failpoints.reach("account.sweep-after-commit");
            return ended;
        } catch (RuntimeException e) {
            LOG.warn("{} idle accounts wait: {}", batch.size(), e.getClass().getSimpleName());
            return batch.size() == 1 ? 0 : batch.stream().mapToInt(account -> end(List.of(account), asOf)).sum();
        }
    }

    private int endFree(List<UUID> batch, AsOf asOf) {
        List<UUID> ripe = idle.stillRipe(asOf, accounts.lockFree(batch));
        ripe.forEach(this::end);
        idle.forget(ripe);
        guard.ending(ripe.size(), asOf);
        return ripe.size();
    }

    /// Nobody is there to take a receipt; it is issued all the same.
    private void end(UUID account) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        erasure.erase(new AccountErasure.Order(account, new ReceiptPromise(UUID.randomUUID(), salt), false,
                clock.instant()));
    }
}
