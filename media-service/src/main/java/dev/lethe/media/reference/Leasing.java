package dev.lethe.media.reference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Leases a file to all holders of a message that is about to be written, all or nobody.
@Component
public class Leasing {

    private final TransactionOperations transactions;
    private final Subjects subjects;
    private final References references;
    private final ReferenceProperties properties;
    private final Vault vault;
    private final Clock clock;

    Leasing(TransactionOperations transactions, Subjects subjects, References references,
            ReferenceProperties properties, Vault vault, Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.references = references;
        this.properties = properties;
        this.vault = vault;
        this.clock = clock;
    }

    /// What was leased.
    ///
    /// @param holders how many have the file now: all but the erased
    public record Lease(int holders, FileKey key) {}

    /// Leases the file that the sender holds.
    public Lease lease(UUID sender, UUID file, List<Holding> holdings) {
        var sealed = references.sealedKey(file, sender).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        var keys = vault.keys(accounts(sender, holdings), Reader.MEDIA);
        if (keys.get(sender) instanceof KeyLookup.Unknown) {
            throw PlatformProblems.unavailable();
        }
        if (!(keys.get(sender) instanceof KeyLookup.Present senderKey)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        var fileKey = FileKey.open(senderKey.key(), sender, file, sealed);
        var sealedKeys = new LinkedHashMap<Holding, byte[]>();
        for (var holding : holdings) {
            if (keys.get(holding.holderId()) instanceof KeyLookup.Present key) {
                sealedKeys.put(holding, fileKey.sealFor(key.key(), holding.holderId(), file));
            }
        }
        transactions.executeWithoutResult(status -> store(sender, file, sealedKeys));
        return new Lease(sealedKeys.size(), fileKey);
    }

    private void store(UUID sender, UUID file, Map<Holding, byte[]> sealedKeys) {
        var living = subjects.lockLiving(accounts(sender, List.copyOf(sealedKeys.keySet())));
        sealedKeys.keySet().removeIf(holding -> !living.contains(holding.holderId()));
        if (!living.contains(sender) || !references.lockReadyFile(file)
                || references.sealedKey(file, sender).isEmpty()) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        references.add(file, sealedKeys, clock.instant().plus(properties.lease()));
        Failpoints.reach("media.lease-before-commit");
    }

    private static List<UUID> accounts(UUID sender, List<Holding> holdings) {
        var accounts = new ArrayList<>(holdings.stream().map(Holding::holderId).toList());
        accounts.add(sender);
        return accounts.stream().distinct().toList();
    }
}
