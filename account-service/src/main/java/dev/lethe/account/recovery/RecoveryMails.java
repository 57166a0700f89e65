package dev.lethe.account.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// Mail that waits for the server. Whoever adds one holds the account's lock.
@Repository
class RecoveryMails {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 5;

    /// A mail to be sent.
    ///
    /// @param code sealed, where it has one
    record Row(UUID id, UUID accountId, UUID addressId, MailKind kind, MailLanguage language, byte @Nullable [] code,
            Instant expiresAt, int attempts) {
        @Override
        public String toString() {
            return "Row[" + kind + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    RecoveryMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Row mail) {
        jdbc.sql("""
                INSERT INTO mail (id, account_id, address_id, kind, language, code, expires_at, next_attempt_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").param(mail.id()).param(mail.accountId()).param(mail.addressId())
                .param(mail.kind().name()).param(mail.language().name()).param(mail.code())
                .param(Timestamp.from(mail.expiresAt())).param(Timestamp.from(clock.instant())).update();
    }

    /// Takes some that are due, each twice as long after its last attempt, so that nobody else takes them meanwhile.
    List<Row> take(int limit) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                UPDATE mail SET attempts = attempts + 1,
                       next_attempt_at = cast(:now AS timestamptz)
                           + make_interval(secs => cast(:pause AS integer) * power(2, least(attempts, :doublings)))
                WHERE id IN (SELECT id FROM mail WHERE next_attempt_at <= :now ORDER BY next_attempt_at
                             LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING id, account_id, address_id, kind, language, code, expires_at, attempts""").param("now", now)
                .param("pause", FIRST_PAUSE.toSeconds()).param("doublings", DOUBLINGS).param("limit", limit)
                .query(RecoveryMails::read).list();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
                row.getObject("address_id", UUID.class), MailKind.valueOf(row.getString("kind")),
                MailLanguage.valueOf(row.getString("language")), row.getBytes("code"),
                row.getTimestamp("expires_at").toInstant(), row.getInt("attempts"));
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM mail WHERE id = ?").param(id).update();
    }

    boolean isExpired(Row mail) {
        return !clock.instant().isBefore(mail.expiresAt());
    }

    static byte[] seal(SubjectKey key, UUID account, UUID mail, String code) {
        return key.seal(place(account, mail), code);
    }

    static @Nullable String code(SubjectKey key, Row mail) {
        return mail.code() == null ? null : key.openText(place(mail.accountId(), mail.id()), mail.code());
    }

    private static Place place(UUID account, UUID mail) {
        return Place.of("mail", "code", account, mail);
    }
}
