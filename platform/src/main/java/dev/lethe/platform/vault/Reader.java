package dev.lethe.platform.vault;

import java.util.Locale;

/// Which root of a subject: each reading service has a root of its own, so that one compromised service does not open
/// what the others keep. `EXCHANGE` seals values inside events, `PHONE_INDEX` belongs to [Vault#PHONE_INDEX_SUBJECT].
public enum Reader {
    ACCOUNT, MESSAGE, CONTACT, MEDIA, EXCHANGE, PHONE_INDEX;

    /// The service part of what a seal is bound to.
    String part() {
        return this == EXCHANGE ? "events" : name().toLowerCase(Locale.ROOT);
    }
}
