package dev.lethe.account.recovery;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;

/// Codes that were mailed: eight digits, a quarter of an hour, five tries. Whoever writes one holds the account's lock.
@Repository
class AddressCodes {

    static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    /// Mails with codes to one account in a day for each purpose, so that a session that names addresses spends no code that
    /// the owner needs.
    private static final int A_DAY = 10;
    private static final long LOCK = 0x6d61696c636f6465L;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A code on its way.
    ///
    /// @param addressId the address that it goes to
    record Order(Ticket ticket, UUID accountId, UUID addressId, MailKind purpose, String code) {
        @Override
        public String toString() {
            return "Order[…]";
        }
    }

    private record Row(UUID id, UUID addressId, byte[] codeHash, int tries, Instant expiresAt, boolean used) {
        @Override
        public String toString() {
            return "Row[…]";
        }
    }

    private record Usage(int all, Instant first) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    AddressCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static String random() {
        return "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    /// Refuses a code that comes too soon after the last one for the same, over the account's day for it, or over everybody's cap.
    @Transactional(propagation = Propagation.MANDATORY)
    void refuseTooMany(UUID account, MailKind purpose, int anHour) {
        Instant now = clock.instant();
        List<Instant> today = jdbc.sql("""
                SELECT created_at FROM address_code WHERE account_id = ? AND purpose = ? AND created_at > ?
                ORDER BY created_at""").param(account).param(purpose.name())
                .param(Timestamp.from(now.minus(Codes.DAY))).query((row, _) -> row.getTimestamp(1).toInstant()).list();
        Instant next = today.isEmpty() ? now : today.getLast().plus(Codes.PAUSE);
        if (now.isBefore(next)) {
            throw AccountProblems.CODE_TOO_SOON.asProblem().retryAfter(Duration.between(now, next));
        }
        if (today.size() >= A_DAY) {
            Instant free = today.get(today.size() - A_DAY).plus(Codes.DAY);
            throw AccountProblems.CODE_LIMIT.asProblem().retryAfter(Duration.between(now, free));
        }
        refuseOverAll(anHour, now);
    }

    private void refuseOverAll(int anHour, Instant now) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        Usage usage = jdbc.sql("""
                SELECT count(*) AS all, coalesce(min(created_at), :now) AS first FROM address_code
                WHERE created_at > :since""").param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(HOUR))).query(Usage.class).single();
        if (usage.all() >= anHour) {
            throw AccountProblems.CODE_CAP.asProblem().retryAfter(Duration.between(now, usage.first().plus(HOUR)));
        }
    }

    /// Adds a code; those before it die.
    ///
    /// @return when it expires
    Instant add(Order order) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("UPDATE address_code SET used = true WHERE account_id = ? AND purpose = ?").param(order.accountId())
                .param(order.purpose().name()).update();
        jdbc.sql("""
                INSERT INTO address_code (id, ticket_id, account_id, address_id, purpose, code_hash, created_at,
                        expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").param(UUID.randomUUID()).param(order.ticket().id())
                .param(order.accountId()).param(order.addressId()).param(order.purpose().name())
                .param(order.ticket().hash(order.code())).param(Timestamp.from(now))
                .param(Timestamp.from(expiresAt)).update();
        return expiresAt;
    }

    /// Judges a code in the caller's transaction, and uses the right one up.
    AddressCodeCheck use(Ticket ticket, UUID account, MailKind purpose, String code) {
        Row row = jdbc.sql("""
                SELECT c.id, c.address_id, c.code_hash, c.tries, c.expires_at, c.used
                FROM address_code c JOIN mail_address a ON a.id = c.address_id AND a.account_id = c.account_id
                WHERE c.ticket_id = ? AND c.purpose = ? AND c.account_id = ? AND a.state <> 'REPLACED'
                ORDER BY c.created_at DESC LIMIT 1""").param(ticket.id()).param(purpose.name()).param(account)
                .query(Row.class).optional().orElse(null);
        if (row == null) {
            return new AddressCodeCheck.Unknown();
        }
        if (row.used()) {
            return new AddressCodeCheck.Used();
        }
        if (row.tries() >= Codes.TRIES) {
            return new AddressCodeCheck.Exhausted();
        }
        if (!clock.instant().isBefore(row.expiresAt())) {
            return new AddressCodeCheck.Expired();
        }
        boolean isRight = ticket.matches(code, row.codeHash());
        jdbc.sql("UPDATE address_code SET tries = tries + 1, used = ? WHERE id = ?").param(isRight)
                .param(row.id()).update();
        return isRight ? new AddressCodeCheck.Right(row.addressId())
                : new AddressCodeCheck.Wrong(Codes.TRIES - row.tries() - 1);
    }

    @Scheduled(fixedDelayString = "PT10M")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM address_code WHERE created_at < ?")
                .param(Timestamp.from(clock.instant().minus(Codes.DAY))).update();
    }
}
