package dev.lethe.platform.vault;

import java.util.UUID;

import dev.lethe.platform.caller.RevocationListener;

/// Ends the keys of erased accounts at once, and all keys when revocations are not heard any more.
final class VaultRevocations implements RevocationListener {

    private final Vault vault;

    VaultRevocations(Vault vault) {
        this.vault = vault;
    }

    @Override
    public void subjectErased(UUID subject) {
        vault.revoke(subject);
    }

    @Override
    public void silence() {
        vault.forgetAll();
    }
}
