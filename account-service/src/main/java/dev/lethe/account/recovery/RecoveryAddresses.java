package dev.lethe.account.recovery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.account.mail.EmailAddress;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// The recovery addresses of accounts: one that is confirmed, one that is still to be, and one that was replaced until it
/// was told. Whoever writes one holds the account's lock; all go with the account's password.
@Repository
public class RecoveryAddresses {

    enum State {
        PENDING, CONFIRMED, REPLACED
    }

    private record Masked(UUID id, byte[] masked) {}

    private final JdbcClient jdbc;

    RecoveryAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is shown of the address that a recovery code can be sent to, if there is one.
    public Optional<String> confirmed(UUID account, SubjectKey key) {
        return masked(account, State.CONFIRMED, key);
    }

    Optional<String> masked(UUID account, State state, SubjectKey key) {
        return jdbc.sql("SELECT id, masked FROM mail_address WHERE account_id = ? AND state = ?").param(account)
                .param(state.name()).query(Masked.class).optional()
                .map(row -> key.openText(maskedPlace(account, row.id()), row.masked()));
    }

    Optional<UUID> id(UUID account, State state) {
        return jdbc.sql("SELECT id FROM mail_address WHERE account_id = ? AND state = ?").param(account)
                .param(state.name()).query(UUID.class).optional();
    }

    Optional<SealedAddress> find(UUID account, UUID id) {
        return jdbc.sql("SELECT account_id, id, address AS bytes FROM mail_address WHERE account_id = ? AND id = ?")
                .param(account).param(id).query(SealedAddress.class).optional();
    }

    /// Keeps an address that is still to be confirmed, in place of the one before.
    void await(SealedAddress sealed, EmailAddress address, SubjectKey key) {
        jdbc.sql("DELETE FROM mail_address WHERE account_id = ? AND state = 'PENDING'").param(sealed.accountId())
                .update();
        jdbc.sql("INSERT INTO mail_address (account_id, id, state, address, masked) VALUES (?, ?, 'PENDING', ?, ?)")
                .param(sealed.accountId()).param(sealed.id()).param(sealed.bytes())
                .param(key.seal(maskedPlace(sealed.accountId(), sealed.id()), address.masked())).update();
    }

    /// Makes the pending address the confirmed one.
    ///
    /// @return the one that it replaced
    Optional<UUID> confirm(UUID account, UUID id) {
        jdbc.sql("DELETE FROM mail_address WHERE account_id = ? AND state = 'REPLACED'").param(account).update();
        var replaced = jdbc.sql("""
                UPDATE mail_address SET state = 'REPLACED' WHERE account_id = ? AND state = 'CONFIRMED'
                RETURNING id""").param(account).query(UUID.class).optional();
        jdbc.sql("UPDATE mail_address SET state = 'CONFIRMED' WHERE account_id = ? AND id = ?").param(account)
                .param(id).update();
        return replaced;
    }

    /// Removes the confirmed address and the one that is still to be.
    ///
    /// @return which there were
    List<UUID> remove(UUID account) {
        return jdbc.sql("DELETE FROM mail_address WHERE account_id = ? AND state <> 'REPLACED' RETURNING id")
                .param(account).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    void remove(UUID account, UUID id) {
        jdbc.sql("DELETE FROM mail_address WHERE account_id = ? AND id = ?").param(account).param(id).update();
    }

    /// Removes it unless it only waits to be told that it was replaced.
    void removeInUse(UUID account, UUID id) {
        jdbc.sql("DELETE FROM mail_address WHERE account_id = ? AND id = ? AND state <> 'REPLACED'").param(account)
                .param(id).update();
    }

    private static Place maskedPlace(UUID account, UUID id) {
        return Place.of("mail_address", "masked", account, id);
    }
}
