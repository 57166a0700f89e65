package dev.lethe.account.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Does at once what nearly every refresh needs: one statement locks the account, as [dev.lethe.account.profile.LivingAccounts]
/// does, and rotates as [Session#rotate] does. What it leaves alone is looked at closely.
@Repository
class Rotations {

    /// Of whom a token is.
    record Rotated(UUID account, Instant startedAt) {}

    private final JdbcClient jdbc;

    Rotations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Rotates in the caller's transaction; empty when the token shown is not the current one of a living account's session
    /// that was used in the last days. Whoever cannot show the family's secret locks nothing. Two who show the same token come
    /// one after the other, and the second sees what the first did.
    Optional<Rotated> rotate(RefreshToken shown, RefreshToken next, Instant now) {
        return jdbc
                .sql("""
                        WITH living AS (
                            SELECT a.id FROM session t JOIN account a ON a.id = t.account_id JOIN subject s ON s.id = a.id
                            WHERE t.id = :id AND t.family_hash = :family AND a.state = 'LIVE' AND s.state = 'live'
                            FOR UPDATE OF a FOR SHARE OF s)
                        UPDATE session SET previous_hash = :shown, refresh_hash = :next, successor = :successor, last_used_at = :day
                        FROM living
                        WHERE session.id = :id AND session.account_id = living.id AND session.family_hash = :family
                          AND session.refresh_hash = :shown AND session.last_used_at >= :busySince
                        RETURNING session.account_id, session.started_at""")
                .param("id", shown.sessionId()).param("family", shown.familyHash()).param("shown", shown.hash())
                .param("next", next.hash()).param("successor", shown.sealNext(next))
                .param("day", Session.day(now).atOffset(ZoneOffset.UTC))
                .param("busySince", now.minus(Duration.ofDays(IdleSessions.FEWEST + 1L)).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Rotated(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                .optional();
    }
}
