package dev.lethe.platform.vault;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.platform.problem.FailureText;

/// Makes keys; only account-service may. Order of acts: create, commit the account row with the key id, name. What was
/// created and never named shows up in [#unnamed] and is to be destroyed.
public final class KeyCreation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCreation.class);

    private final Keyholders keyholders;
    private final Splitting splitting;
    private final SecureRandom random = new SecureRandom();

    public KeyCreation(Keyholders keyholders) {
        this.keyholders = keyholders;
        this.splitting = new Splitting(keyholders.all().size(), keyholders.threshold());
    }

    /// One split a root, a share for each keyholder; made when k of them confirmed. A subject has one key ever: after a
    /// failure try again with a new subject id.
    ///
    /// @return the key id, for [#name]
    /// @throws KeyUnreachableException when fewer than k keyholders confirmed
    public UUID create(UUID subject, Set<Reader> readers) {
        var keyId = UUID.randomUUID();
        var parts = split(subject, keyId, readers);
        var calls = new HashMap<Keyholder, Callable<Boolean>>();
        for (int i = 0; i < parts.size(); i++) {
            var keyholder = keyholders.all().get(i);
            var part = parts.get(i);
            calls.put(keyholder, () -> keyholder.put(part) == PutOutcome.STORED);
        }
        var stored = confirmations(calls);
        if (stored < keyholders.threshold()) {
            throw new KeyUnreachableException("%d keyholders took the new key; it needs %d"
                    .formatted(stored, keyholders.threshold()));
        }
        return keyId;
    }

    /// To be called after the commit of what the key was made for. Best effort: an account that is seen to hold an
    /// unnamed key names it again.
    public void name(UUID keyId) {
        var calls = new HashMap<Keyholder, Callable<Boolean>>();
        keyholders.all().forEach(it -> calls.put(it, () -> {
            it.name(keyId);
            return true;
        }));
        confirmations(calls);
    }

    /// Keys that at least one keyholder holds without a name, by key id. For each: name it if the account exists, else
    /// order its destruction.
    public List<UnnamedKey> unnamed(Duration olderThan) {
        var found = new HashMap<UUID, UnnamedKey>();
        for (var keyholder : keyholders.all()) {
            try {
                keyholder.unnamed(olderThan).forEach(it -> found.put(it.keyId(), it));
            } catch (KeyholderUnavailableException e) {
                LOG.warn("Keyholder {} did not list its unnamed keys", keyholder.name());
            }
        }
        return List.copyOf(found.values());
    }

    private List<KeyPart> split(UUID subject, UUID keyId, Set<Reader> readers) {
        var splits = new EnumMap<Reader, List<Share>>(Reader.class);
        for (var reader : readers) {
            var root = new byte[SubjectKey.ROOT_LENGTH];
            random.nextBytes(root);
            splits.put(reader, splitting.split(keyId, 1, root));
            Arrays.fill(root, (byte) 0);
        }
        return IntStream.range(0, keyholders.all().size()).mapToObj(holder -> {
            var shares = new EnumMap<Reader, Share>(Reader.class);
            splits.forEach((reader, all) -> shares.put(reader, all.get(holder)));
            return new KeyPart(subject, keyId, shares);
        }).toList();
    }

    private static long confirmations(Map<Keyholder, Callable<Boolean>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new HashMap<Keyholder, Future<Boolean>>();
            calls.forEach((keyholder, call) -> running.put(keyholder, threads.submit(call)));
            return running.entrySet().stream().filter(it -> isConfirmed(it.getKey(), it.getValue())).count();
        }
    }

    private static boolean isConfirmed(Keyholder keyholder, Future<Boolean> call) {
        try {
            return call.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            // the text of a failed call names its address, and with it the account
            LOG.warn("Keyholder {} did not confirm: {}", keyholder.name(), FailureText.of(e));
            return false;
        }
    }
}
