package dev.lethe.account.password;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Sessions that proved the recovery address: they may set a password although they are young. Whoever writes one holds the
/// account's lock.
@Repository
public class RecoveredSessions {

    private static final Duration DAY = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    RecoveredSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The session may set one password, within a day.
    public void add(UUID account, UUID session) {
        jdbc.sql("""
                INSERT INTO recovered_session (account_id, session_id, recovered_at) VALUES (?, ?, ?)
                ON CONFLICT (account_id) DO UPDATE
                SET session_id = excluded.session_id, recovered_at = excluded.recovered_at""").param(account)
                .param(session).param(Timestamp.from(clock.instant())).update();
    }

    boolean isOne(UUID account, UUID session) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM recovered_session
                               WHERE account_id = ? AND session_id = ? AND recovered_at > ?)""").param(account)
                .param(session).param(Timestamp.from(clock.instant().minus(DAY))).query(Boolean.class).single();
    }

    void forget(UUID account) {
        jdbc.sql("DELETE FROM recovered_session WHERE account_id = ?").param(account).update();
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM recovered_session WHERE recovered_at < ?")
                .param(Timestamp.from(clock.instant().minus(DAY))).update();
    }
}
