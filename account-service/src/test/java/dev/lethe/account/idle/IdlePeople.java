package dev.lethe.account.idle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Sets back when accounts were used, for the database's clock is nobody's to move.
record IdlePeople(JdbcClient jdbc) {

    private static final int MONTHS = 12;

    /// An account that nobody ever signs in to.
    UUID unused(LocalDate activeOn, int months, Instant warnedAt) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO subject (id) VALUES (?)").param(id).update();
        jdbc.sql("INSERT INTO account (id, state, key_id, created_at) VALUES (?, 'LIVE', gen_random_uuid(), now())")
                .param(id).update();
        jdbc.sql("""
                INSERT INTO activity (account_id, active_on, months, told, warned_at)
                VALUES (?, ?, ?, 1, ?)""").param(id).param(activeOn).param(months)
                .param(warnedAt.atOffset(ZoneOffset.UTC)).update();
        return id;
    }

    List<UUID> unused(int many, LocalDate activeOn, Instant warnedAt) {
        return Stream.generate(() -> unused(activeOn, 1, warnedAt)).limit(many).toList();
    }

    /// Was used so long ago that it goes on this day; nobody was told.
    void untilDue(UUID account, LocalDate day) {
        jdbc.sql("""
                UPDATE activity SET active_on = ?, months = ?, told = NULL, warned_at = NULL WHERE account_id = ?""")
                .param(day.minusMonths(MONTHS).minusDays(1)).param(MONTHS).param(account).update();
    }

    /// The same, and its owner was told all there is.
    void untilRipe(UUID account, Instant now) {
        untilDue(account, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
        jdbc.sql("UPDATE activity SET told = 1, warned_at = ? WHERE account_id = ?")
                .param(now.minus(Duration.ofDays(8)).atOffset(ZoneOffset.UTC)).param(account).update();
    }

    boolean isErased(UUID account) {
        return jdbc.sql("SELECT state = 'erased' FROM subject WHERE id = ?").param(account).query(Boolean.class)
                .single();
    }

    int erasures(UUID account) {
        return jdbc.sql("SELECT count(*) FROM erasure WHERE account_id = ?").param(account).query(Integer.class)
                .single();
    }

    LocalDate activeOn(UUID account) {
        return jdbc.sql("SELECT active_on FROM activity WHERE account_id = ?").param(account).query(LocalDate.class)
                .single();
    }

    /// Takes away what is left of accounts that nobody signs in to.
    void remove(List<UUID> accounts) {
        UUID[] ids = accounts.toArray(UUID[]::new);
        jdbc.sql(
                """
                        DELETE FROM erasure_witness WHERE erasure_id IN (SELECT erasure_id FROM erasure WHERE account_id = ANY(?))""")
                .param(ids).update();
        jdbc.sql("DELETE FROM erasure WHERE account_id = ANY(?)").param(ids).update();
        jdbc.sql("DELETE FROM activity WHERE account_id = ANY(?)").param(ids).update();
        jdbc.sql("DELETE FROM account WHERE id = ANY(?)").param(ids).update();
    }
}
