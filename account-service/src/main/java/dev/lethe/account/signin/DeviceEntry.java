package dev.lethe.account.signin;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.session.NewSessionNotices;
import dev.lethe.account.session.SessionStart;
import dev.lethe.account.signin.Entrance.SignedIn;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Another device of an account gets its session, and those that are there are told.
@Component
class DeviceEntry {

    /// All that has to be asked for before the transaction.
    record Ready(UUID account, SubjectKey key, Draft notice, String deviceName) {
        @Override
        public String toString() {
            return "Ready[" + account + "]";
        }
    }

    private final KnownNetworks networks;
    private final SessionStart sessions;
    private final NewSessionNotices notices;
    private final Vault vault;

    DeviceEntry(KnownNetworks networks, SessionStart sessions, NewSessionNotices notices, Vault vault) {
        this.networks = networks;
        this.sessions = sessions;
        this.notices = notices;
        this.vault = vault;
    }

    /// Asks the keyholders.
    ///
    /// @throws dev.lethe.platform.vault.KeyDestroyedException when the account has ended
    Ready prepare(UUID account, String deviceName) {
        var key = vault.key(account, Reader.ACCOUNT);
        return new Ready(account, key, notices.draft(account, "signed in", deviceName), deviceName);
    }

    /// In the caller's transaction, which holds the account's lock.
    SignedIn enter(Ready ready, NumberIndex index, CallerNetwork network) {
        networks.remember(ready.account(), index, network);
        notices.post(ready.account(), ready.notice());
        return new SignedIn(ready.account(), false,
                sessions.start(ready.account(), ready.key(), ready.deviceName()));
    }
}
