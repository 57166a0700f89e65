package dev.lethe.account.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;

/// Sign-ins whose code was right and whose password is still to come. Whoever writes one holds its account's lock.
@Repository
class ProvenTickets {

    /// As long as a mail may take, and its code holds.
    static final Duration LIFETIME = Duration.ofMinutes(30);
    /// Passwords that one ticket may try.
    static final int TRIES = 5;

    /// How long one that is over is told from one that never was.
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final String PROOF = "proven";

    /// A ticket as it is stored.
    ///
    /// @param numberIndex the number that was proven; the account may have another one by now
    record Row(UUID id, UUID accountId, byte[] numberIndex, byte[] ticketHash, Instant expiresAt, int tries,
            @Nullable Instant usedAt) {
        boolean isOf(NumberIndex index) {
            return Arrays.equals(numberIndex, index.bytes());
        }

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ProvenTickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a ticket whose code was right.
    ///
    /// @return when it expires
    Instant add(Ticket ticket, UUID account, NumberIndex index) {
        Instant expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("""
                INSERT INTO proven_ticket (id, account_id, number_index, ticket_hash, expires_at)
                VALUES (?, ?, ?, ?, ?)""").param(ticket.id()).param(account).param(index.bytes())
                .param(ticket.hash(PROOF)).param(Timestamp.from(expiresAt)).update();
        return expiresAt;
    }

    /// The row of a ticket that is shown with its secret.
    Optional<Row> find(Ticket ticket) {
        return jdbc.sql("""
                SELECT id, account_id, number_index, ticket_hash, expires_at, tries, used_at FROM proven_ticket
                WHERE id = ?""").param(ticket.id()).query(Row.class).optional()
                .filter(row -> ticket.matches(PROOF, row.ticketHash()));
    }

    boolean isOpen(Row row) {
        return row.usedAt() == null && clock.instant().isBefore(row.expiresAt());
    }

    /// Takes a try; false when there are no more.
    boolean take(UUID id) {
        return jdbc.sql("UPDATE proven_ticket SET tries = tries + 1 WHERE id = ? AND tries < ?").param(id).param(TRIES)
                .update() == 1;
    }

    /// How many were taken; all of them when the ticket is gone.
    int tries(UUID id) {
        return jdbc.sql("SELECT tries FROM proven_ticket WHERE id = ?").param(id).query(Integer.class).optional()
                .orElse(TRIES);
    }

    /// The try was not judged.
    void giveBack(UUID id) {
        jdbc.sql("UPDATE proven_ticket SET tries = tries - 1 WHERE id = ? AND tries > 0").param(id).update();
    }

    /// Uses it up; false when somebody else did, or it expired meanwhile.
    boolean use(UUID id) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("UPDATE proven_ticket SET used_at = ? WHERE id = ? AND used_at IS NULL AND expires_at > ?")
                .param(now).param(id).param(now).update() == 1;
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM proven_ticket WHERE expires_at < ?")
                .param(Timestamp.from(clock.instant().minus(REMEMBERED))).update();
    }
}
