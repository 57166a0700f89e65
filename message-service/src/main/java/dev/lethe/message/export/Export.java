package dev.lethe.message.export;

import java.util.UUID;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// An export under way: for whom, and whether it may go on.
final class Export {
    private final Caller reader;
    private final Vault vault;
    private final Revocations revocations;
    private SubjectKey key;

    Export(Caller reader, Vault vault, Revocations revocations) {
        this.reader = reader;
        this.vault = vault;
        this.revocations = revocations;
        this.key = vault.key(reader.accountId());
    }

    Caller reader() {
        return reader;
    }

    UUID owner() {
        return reader.accountId();
    }

    SubjectKey key() {
        return key;
    }

    /// Asked for every page: a long export ends with its session, and with its owner's key.
    void requireLiving() {
        if (revocations.isRevoked(reader) || !revocations.isOpen()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        key = vault.key(owner());
    }
}
