package dev.lethe.message.export;

import java.util.UUID;
import java.util.function.Supplier;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// An export under way: for whom, whether it may go on, and when it may read.
final class Export {
    private final Caller reader;
    private final Vault vault;
    private final Revocations revocations;
    private final ExportTurns turns;
    private SubjectKey key;

    Export(Caller reader, Vault vault, Revocations revocations, ExportTurns turns) {
        this.reader = reader;
        this.vault = vault;
        this.revocations = revocations;
        this.turns = turns;
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

    /// Reads from the database in this export's turn.
    <T> T read(Supplier<T> reading) {
        return turns.read(reading);
    }

    /// Asked for every page: a long export ends with its session, and with its owner's key. While nobody can tell whether the
    /// session lives, it ends too, but that is not the caller's fault.
    void requireLiving() {
        if (revocations.isRevoked(reader)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        if (!revocations.isOpen()) {
            throw PlatformProblems.unavailable();
        }
        key = vault.key(owner());
    }
}
