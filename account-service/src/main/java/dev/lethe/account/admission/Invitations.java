package dev.lethe.account.admission;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Invitations, and how often each was used.
@Repository
class Invitations {

    /// How long one that is over is still listed.
    private static final Period LISTED = Period.ofDays(30);

    /// An invitation without its code, which nobody can show again.
    record Row(UUID id, int uses, int used, LocalDate madeOn, LocalDate expiresOn, boolean revoked) {
        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(row.getObject("id", UUID.class), row.getInt("uses"), row.getInt("used"),
                    row.getObject("made_on", LocalDate.class), row.getObject("expires_on", LocalDate.class),
                    row.getBoolean("revoked"));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Invitations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param expiresOn the last day on which it may be used (UTC)
    void add(UUID id, InvitationCode code, int uses, LocalDate expiresOn) {
        jdbc.sql("INSERT INTO invitation (id, code_hash, uses, made_on, expires_on) VALUES (?, ?, ?, ?, ?)").param(id)
                .param(code.hash()).param(uses).param(Date.valueOf(today())).param(Date.valueOf(expiresOn)).update();
    }

    boolean isGood(InvitationCode code) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM invitation
                               WHERE code_hash = ? AND NOT revoked AND used < uses AND expires_on >= ?)""")
                .param(code.hash()).param(Date.valueOf(today())).query(Boolean.class).single();
    }

    /// Uses it once in the caller's transaction; its row is locked until then, so that no two share the last use.
    @Transactional(propagation = Propagation.MANDATORY)
    boolean use(InvitationCode code) {
        return jdbc.sql("""
                UPDATE invitation SET used = used + 1
                WHERE code_hash = ? AND NOT revoked AND used < uses AND expires_on >= ?""").param(code.hash())
                .param(Date.valueOf(today())).update() == 1;
    }

    /// False when it is not there, or was revoked before.
    boolean revoke(UUID id) {
        return jdbc.sql("UPDATE invitation SET revoked = true WHERE id = ? AND NOT revoked").param(id).update() == 1;
    }

    /// Revokes all that could still be used, and answers how many.
    int revokeAll() {
        return jdbc.sql("UPDATE invitation SET revoked = true WHERE NOT revoked AND used < uses AND expires_on >= ?")
                .param(Date.valueOf(today())).update();
    }

    /// The latest first.
    List<Row> list() {
        return jdbc.sql("""
                SELECT id, uses, used, made_on, expires_on, revoked FROM invitation
                ORDER BY made_on DESC, id LIMIT 1000""").query(Row::read).list();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM invitation WHERE expires_on < ?").param(Date.valueOf(today().minus(LISTED))).update();
    }
}
