package dev.lethe.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Reader;
import dev.lethe.test.secret.TestSecrets;

/// Makes and ends accounts the way account-service does, as far as other services notice.
public final class TestSubjects {
    private static final byte[] SALT = "a salt of tests".getBytes(StandardCharsets.UTF_8);

    private final Keyholders keyholders;
    private final FakeAuthority authority;
    private final FakeLedger ledger;
    private final TestEvents events;
    private final TestClock clock;

    TestSubjects(Keyholders keyholders, FakeAuthority authority, FakeLedger ledger, TestEvents events,
            TestClock clock) {
        this.keyholders = keyholders;
        this.authority = authority;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// A new account with a key for every reader.
    public UUID create() {
        var subject = UUID.randomUUID();
        create(subject);
        return subject;
    }

    /// Gives a key to the subject, for every reader.
    public void create(UUID subject) {
        new KeyCreation(keyholders).create(subject, EnumSet.allOf(Reader.class));
    }

    /// Erases an account: destroys its keys, revokes it, enters it in the ledger and publishes the event.
    /// The answer says under which receipt the service will sign.
    public AccountErased erase(UUID subject, boolean forEveryone) {
        var event = erasureOf(subject, forEveryone);
        var order = new DestructionOrder(subject, event.erasureId(), event.at().toEpochMilli(),
                TestSecrets.shared().authority().sign("account-service",
                        DestructionOrder.canonical(subject, event.erasureId(), event.at().toEpochMilli())),
                null);
        var promise = new ReceiptPromise(event.receiptId(), SALT);
        keyholders.all().forEach(holder -> holder.destroy(order, promise));
        ledger.add(List.of(new LedgerEntry(subject, event.erasureId(), event.at(), event.ledgerSignature(),
                event.everyoneSignature(),
                new ErasureOrder(promise, forEveryone, Objects.requireNonNull(event.orderSignature())))));
        authority.eraseSubject(subject);
        events.publish("account-service", event);
        return event;
    }

    /// The signed event alone, for tests that deliver it themselves.
    public AccountErased erasureOf(UUID subject, boolean forEveryone) {
        var erasureId = UUID.randomUUID();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var signature = TestSecrets.shared().sign("account-service", LedgerEntry.canonical(subject, erasureId, at));
        var promise = new ReceiptPromise(UUID.randomUUID(), SALT);
        var order = TestSecrets.shared().sign("account-service",
                ErasureOrder.canonical(subject, erasureId, promise, forEveryone));
        var everyone = forEveryone
                ? TestSecrets.shared().sign("account-service", LedgerEntry.canonicalForEveryone(subject, erasureId))
                : null;
        return new AccountErased(subject, erasureId, promise.receiptId(), forEveryone, at, signature, everyone, SALT,
                order, null);
    }
}
