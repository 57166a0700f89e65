package dev.lethe.account.password;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// The passwords that accounts have set. Whoever writes one holds the account's lock.
@Repository
public class Passwords {

    /// A password as it is stored.
    ///
    /// @param id      stays the same until it is removed
    /// @param version another one whenever it is changed
    record Row(UUID accountId, UUID id, UUID version, byte[] hash, byte @Nullable [] hint) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    private final JdbcClient jdbc;

    Passwords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether the account asks for a password beside the code.
    public boolean isSet(UUID account) {
        return find(account).isPresent();
    }

    /// Which password is set; another one once it was changed.
    public Optional<UUID> version(UUID account) {
        return find(account).map(Row::version);
    }

    /// The hint that its owner left, if there is one.
    public Optional<String> hint(UUID account, SubjectKey key) {
        return find(account).flatMap(row -> Optional.ofNullable(row.hint()))
                .map(hint -> key.openText(hintPlace(account), hint));
    }

    Optional<Row> find(UUID account) {
        return jdbc.sql("SELECT account_id, id, version, hash, hint FROM password WHERE account_id = ?").param(account)
                .query(Row.class).optional();
    }

    void put(UUID account, byte[] hash, byte @Nullable [] hint) {
        jdbc.sql("""
                INSERT INTO password (account_id, id, version, hash, hint)
                VALUES (:account, :id, :version, :hash, :hint)
                ON CONFLICT (account_id) DO UPDATE
                SET version = excluded.version, hash = excluded.hash, hint = excluded.hint""")
                .param("account", account).param("id", UUID.randomUUID()).param("version", UUID.randomUUID())
                .param("hash", hash).param("hint", hint).update();
    }

    /// Removes it with all that lives only while it is set, and tells which it was.
    Optional<UUID> remove(UUID account) {
        return jdbc.sql("DELETE FROM password WHERE account_id = ? RETURNING id").param(account).query(UUID.class)
                .optional();
    }

    /// Removes it unless another one is set by now.
    void remove(UUID account, UUID id) {
        jdbc.sql("DELETE FROM password WHERE account_id = ? AND id = ?").param(account).param(id).update();
    }

    static Place hashPlace(UUID account) {
        return Place.of("password", "hash", account, account);
    }

    static Place hintPlace(UUID account) {
        return Place.of("password", "hint", account, account);
    }
}
