package dev.lethe.account.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.ledger.HttpLedgerCopy;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.vault.VaultProperties;

/// The keyholders' copies of the ledger, by name.
@Component
class KeyholderLedgers {

    private final Map<String, LedgerCopy> copies = new LinkedHashMap<>();
    private final int needed;

    KeyholderLedgers(VaultProperties vault, InternalClients clients) {
        vault.keyholders()
                .forEach(it -> copies.put(it.name(), new HttpLedgerCopy(
                        clients.ofKeyholder(it.name(), it.url().toString()))));
        this.needed = Math.min(vault.threshold(), copies.size());
    }

    Map<String, LedgerCopy> all() {
        return copies;
    }

    /// How many must have been merged with before this service serves.
    int needed() {
        return needed;
    }
}
