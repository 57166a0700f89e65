package dev.lethe.test.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.WholeHours;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.KeyholderUnavailableException;
import dev.lethe.platform.vault.PutOutcome;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Share;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.platform.vault.UnnamedKey;

/// A keyholder without disk or network. Switches make it fail: `down` gives no answers, `lying` gives shares with
/// changed bytes, `lagging` has not heard of destructions that it was told.
public final class InMemoryKeyholder implements Keyholder {

    private record Slot(UUID subject, Reader reader) {}

    private final String name;
    private final TestAuthority authority;
    private final Map<Slot, Share> shares = new HashMap<>();
    private final Map<UUID, UnnamedKey> keys = new LinkedHashMap<>();
    private final Set<UUID> named = new HashSet<>();
    private final Map<UUID, DestructionOrder> destroyed = new HashMap<>();
    private boolean down;
    private boolean lying;
    private boolean lagging;
    private int calls;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile Runnable beforeShares = () -> {
    };

    public InMemoryKeyholder(String name, TestAuthority authority) {
        this.name = name;
        this.authority = authority;
    }

    public synchronized void down(boolean on) {
        down = on;
    }

    /// Answers no order before the latch is open.
    public void hangUntil(CountDownLatch latch) {
        hanging = latch;
    }

    /// Does something, or waits for it, before each answer that has shares.
    public void beforeShares(Runnable act) {
        beforeShares = act;
    }

    public synchronized void lying(boolean on) {
        lying = on;
    }

    public synchronized void lagging(boolean on) {
        lagging = on;
    }

    /// Loses a subject's shares without remembering that it had them, as after the loss of its store.
    public synchronized void lose(UUID subject) {
        shares.keySet().removeIf(it -> it.subject().equals(subject));
        keys.values().removeIf(it -> it.subject().equals(subject));
    }

    /// Has had a subject's key without a name for so long.
    public synchronized void unnamedFor(UUID subject, Duration time) {
        keys.computeIfPresent(subject, (_, key) -> {
            named.remove(key.keyId());
            return new UnnamedKey(subject, key.keyId(), Instant.now().minus(time));
        });
    }

    /// How many calls for shares it answered.
    public synchronized int calls() {
        return calls;
    }

    public synchronized boolean holds(UUID subject, Reader reader) {
        return shares.containsKey(new Slot(subject, reader));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<UUID, ShareAnswer> shares(Reader reader, Collection<UUID> subjects) {
        beforeShares.run();
        return sharesOf(reader, subjects);
    }

    private synchronized Map<UUID, ShareAnswer> sharesOf(Reader reader, Collection<UUID> subjects) {
        checkUp();
        calls++;
        var answers = new HashMap<UUID, ShareAnswer>();
        subjects.forEach(it -> answers.put(it, answer(it, reader)));
        return answers;
    }

    private ShareAnswer answer(UUID subject, Reader reader) {
        var order = destroyed.get(subject);
        if (order != null && !lagging) {
            return new ShareAnswer.Destroyed(order);
        }
        var share = shares.get(new Slot(subject, reader));
        if (share == null) {
            return new ShareAnswer.Unknown();
        }
        return new ShareAnswer.Held(lying ? altered(share) : share);
    }

    private static Share altered(Share share) {
        var value = share.value().clone();
        value[0] ^= 0x55;
        return new Share(share.keyId(), share.generation(), share.index(), share.check(), value);
    }

    @Override
    public synchronized PutOutcome put(KeyPart part) {
        checkUp();
        var known = keys.get(part.subject());
        if (destroyed.containsKey(part.subject()) || (known != null && !known.keyId().equals(part.keyId()))) {
            return PutOutcome.REFUSED;
        }
        keys.putIfAbsent(part.subject(), new UnnamedKey(part.subject(), part.keyId(), Instant.now()));
        var fits = true;
        for (var one : part.shares().entrySet()) {
            var before = shares.putIfAbsent(new Slot(part.subject(), one.getKey()), one.getValue());
            fits &= before == null || before.equals(one.getValue());
        }
        return fits ? PutOutcome.STORED : PutOutcome.REFUSED;
    }

    @Override
    public synchronized PutOutcome refill(UUID subject, Reader reader, Share share) {
        return put(new KeyPart(subject, share.keyId(), Map.of(reader, share)));
    }

    @Override
    public synchronized void name(UUID keyId) {
        checkUp();
        named.add(keyId);
    }

    @Override
    public synchronized List<UnnamedKey> unnamed(Duration olderThan) {
        checkUp();
        var before = Instant.now().minus(olderThan);
        return keys.values().stream().filter(it -> !named.contains(it.keyId()))
                .filter(it -> !it.createdAt().isAfter(before)).toList();
    }

    @Override
    public List<HolderAnswer> destroy(List<HolderCalls.Destroy> orders) {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyholderUnavailableException(name + " is given up", e);
        }
        return orders.stream().map(it -> destroyOne(it.order(), it.promise())).toList();
    }

    private synchronized HolderAnswer destroyOne(DestructionOrder order, ReceiptPromise promise) {
        checkUp();
        if (!authority.holds("account-service", order.canonical(), order.signature())) {
            throw new KeyholderUnavailableException(name + " refuses an order that account-service did not sign");
        }
        var first = destroyed.computeIfAbsent(order.subject(), _ -> order);
        if (!lagging) {
            lose(order.subject());
        }
        var at = WholeHours.begun(Instant.ofEpochMilli(first.epochMillis())).toEpochMilli();
        var ends = at + Duration.ofHours(25).toMillis();
        var text = HolderAnswer.Destroyed.canonical(first.subject(), promise, name, at, ends);
        return new HolderAnswer.Destroyed(name, at, ends, authority.sign(name, text));
    }

    private void checkUp() {
        if (down) {
            throw new KeyholderUnavailableException(name + " is down");
        }
    }
}
