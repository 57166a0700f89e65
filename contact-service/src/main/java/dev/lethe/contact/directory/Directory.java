package dev.lethe.contact.directory;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.contact.number.NumberHash;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.number.PhoneNumbers;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// All accounts by the keyed hash of their number.
@Repository
public class Directory {

    private final JdbcClient sql;

    Directory(JdbcClient sql) {
        this.sql = sql;
    }

    /// Enters an account, whose subject row the caller has locked.
    ///
    /// @param key the account's own key of this service
    /// @return false when it was entered before
    public boolean enter(UUID account, NumberHash hash, PhoneNumber number, SubjectKey key) {
        return sql.sql("""
                INSERT INTO directory (account_id, number_index, region) VALUES (:account, :number, :region)
                ON CONFLICT (account_id) DO NOTHING
                """).param("account", account).param("number", hash.bytes())
                .param("region", key.seal(region(account), PhoneNumbers.regionOf(number))).update() == 1;
    }

    /// Moves an account, whose subject row the caller has locked, to another number; an older change comes too late. Whoever
    /// was not yet told that it joined is told no more.
    public void move(UUID account, NumberHash hash, PhoneNumber number, SubjectKey key, Instant at) {
        sql.sql("""
                INSERT INTO directory AS d (account_id, number_index, region, number_changed_at)
                VALUES (:account, :number, :region, :at)
                ON CONFLICT (account_id) DO UPDATE
                SET number_index = excluded.number_index, region = excluded.region,
                    number_changed_at = excluded.number_changed_at, told_below = NULL, joined_at = NULL
                WHERE d.number_changed_at IS NULL OR d.number_changed_at < excluded.number_changed_at
                """).param("account", account).param("number", hash.bytes())
                .param("region", key.seal(region(account), PhoneNumbers.regionOf(number)))
                .param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /// The region of an account's own number, as two letters; empty while the account is not entered yet.
    public Optional<String> regionOf(UUID account, SubjectKey key) {
        return sql.sql("SELECT region FROM directory WHERE account_id = :account").param("account", account)
                .query((row, number) -> row.getBytes("region")).optional()
                .map(sealed -> key.openText(region(account), sealed));
    }

    private static Place region(UUID account) {
        return Place.of("directory", "region", account);
    }
}
