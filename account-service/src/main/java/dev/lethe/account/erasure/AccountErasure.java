package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.ledger.AccountEnding;
import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.LedgerEvent.ErasureRecorded;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.Signer;

/// The moment an account ends (T0): one transaction, after which nothing brings it back and everything else is cleaning up.
@Component
public class AccountErasure {

    /// What to erase and which receipt was promised for it.
    public record Order(UUID accountId, ReceiptPromise promise, boolean forEveryone, Instant requestedAt) {

        @Override
        public String toString() {
            return "Order[" + promise.receiptId() + "]";
        }
    }

    private final AccountEnding ending;
    private final Erasures erasures;
    private final Witnesses witnesses;
    private final ErasureProgress progress;
    private final Signer signer;
    private final Outbox outbox;
    private final Clock clock;

    AccountErasure(AccountEnding ending, Erasures erasures, Witnesses witnesses, ErasureProgress progress,
            Signer signer, Outbox outbox, Clock clock) {
        this.ending = ending;
        this.erasures = erasures;
        this.witnesses = witnesses;
        this.progress = progress;
        this.signer = signer;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Ends the account in the caller's transaction, which holds its lock.
    public void erase(Order order) {
        UUID account = order.accountId();
        UUID erasureId = UUID.randomUUID();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] signature = signer.sign(LedgerEntry.canonical(account, erasureId, at));
        byte[] everyone = LedgerEntry.signEveryone(signer, account, erasureId, order.forEveryone());
        byte[] ordered = signer.sign(ErasureOrder.canonical(account, erasureId, order.promise(), order.forEveryone()));
        var entry = new LedgerEntry(account, erasureId, at, signature, everyone,
                new ErasureOrder(order.promise(), order.forEveryone(), ordered));
        erasures.begin(entry, order.requestedAt());
        erasures.require(erasureId, witnesses.services(), Erasures.Kind.SERVICE);
        erasures.require(erasureId, witnesses.keyholders(), Erasures.Kind.KEYHOLDER);
        outbox.record(new ErasureRecorded(account, erasureId, at, signature, everyone));
        outbox.record(new AccountErased(account, erasureId, order.promise().receiptId(), order.forEveryone(), at,
                signature, everyone, order.promise().salt(), ordered, null));
        // last, for it takes the counter of revocations, which all that end wait for
        ending.end(entry);
        progress.wakeAfterCommit(erasureId);
    }
}
