package dev.lethe.account.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.CodeAllowance;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.platform.number.PhoneNumber;

/// Codes that were sent. All limits are rows read and written in one transaction, so without the database there is no
/// code and no guess.
@Repository
public class SignInCodes {

    /// So long a sign-in may take between the right code and its commit.
    private static final Duration CLAIM = Duration.ofSeconds(30);

    /// New accounts of a number in a day: one, and one more for who thinks better of leaving.
    private static final int REGISTRATIONS = 2;

    /// A code for a number.
    record Order(Ticket ticket, PhoneNumber number, NumberIndex index, String code, CodeOrigin origin) {

        @Override
        public String toString() {
            return "Order[…]";
        }
    }

    private record Sent(Instant createdAt, boolean known) {}

    private record Row(byte @Nullable [] number, byte[] codeHash, Instant expiresAt, int tries,
            @Nullable Instant claimedUntil, @Nullable Instant usedAt) {}

    private final JdbcClient jdbc;
    private final CodeAllowance allowance;
    private final CodeCaps caps;
    private final Clock clock;

    SignInCodes(JdbcClient jdbc, CodeAllowance allowance, CodeCaps caps, Clock clock) {
        this.jdbc = jdbc;
        this.allowance = allowance;
        this.caps = caps;
        this.clock = clock;
    }

    /// Records a code for the number, within the number's limits, and for strangers within everybody's.
    ///
    /// @return when the code expires
    @Transactional
    Instant issue(Order order) {
        Ticket ticket = order.ticket();
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(order.index().lockId()).query().singleRow();
        Instant now = clock.instant();
        refuseTooMany(order.index(), order.origin().isKnown(), now);
        if (!order.origin().isKnown()) {
            caps.refuseTooMany(order.origin(), now);
        }
        Instant expiresAt = now.plus(Codes.LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("""
                INSERT INTO sign_in_code (id, number_index, number, code_hash, created_at, expires_at, network, site,
                        block, known)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").param(ticket.id()).param(order.index().bytes())
                .param(ticket.seal(order.number().e164())).param(ticket.hash(order.code())).param(Timestamp.from(now))
                .param(Timestamp.from(expiresAt)).param(order.origin().network()).param(order.origin().site())
                .param(order.origin().block())
                .param(order.origin().isKnown()).update();
        return expiresAt;
    }

    /// Counts a code to the number that nobody can sign in with, within the same limits.
    @Transactional
    void count(PhoneNumber number, NumberIndex index, CodeOrigin origin) {
        Ticket ticket = Ticket.random();
        issue(new Order(ticket, number, index, Codes.random(), origin));
        use(ticket.id());
    }

    /// Strangers have the day's allowance for a number, and networks that are known have one of their own: of five codes each,
    /// with five guesses a code, that is a chance of 50 in a million.
    private void refuseTooMany(NumberIndex index, boolean isKnown, Instant now) {
        List<Sent> today = jdbc.sql("""
                SELECT created_at, known FROM sign_in_code WHERE number_index = ? AND created_at > ?
                ORDER BY created_at""").param(index.bytes()).param(Timestamp.from(now.minus(Codes.DAY)))
                .query((row, _) -> new Sent(row.getTimestamp(1).toInstant(), row.getBoolean(2))).list();
        allowance.refuseTooMany(today.stream().map(Sent::createdAt).toList(),
                today.stream().filter(it -> it.known() == isKnown).map(Sent::createdAt).toList(), now);
    }

    /// Judges a code; the right one is claimed for this request alone until it is used or released.
    @Transactional
    CodeCheck claim(Ticket ticket, String code) {
        Row row = jdbc.sql("""
                SELECT number, code_hash, expires_at, tries, claimed_until, used_at FROM sign_in_code
                WHERE id = ? FOR UPDATE""").param(ticket.id()).query(Row.class).optional().orElse(null);
        if (row == null) {
            return new CodeCheck.Unknown();
        }
        Instant now = clock.instant();
        if (row.usedAt() != null) {
            return new CodeCheck.Used();
        }
        if (row.claimedUntil() != null && now.isBefore(row.claimedUntil())) {
            return new CodeCheck.Claimed();
        }
        if (row.tries() >= Codes.TRIES) {
            return new CodeCheck.Exhausted();
        }
        if (row.number() == null || !now.isBefore(row.expiresAt())) {
            return new CodeCheck.Expired();
        }
        if (!ticket.matches(code, row.codeHash())) {
            jdbc.sql("UPDATE sign_in_code SET tries = tries + 1 WHERE id = ?").param(ticket.id()).update();
            return new CodeCheck.Wrong(Codes.TRIES - row.tries() - 1);
        }
        jdbc.sql("UPDATE sign_in_code SET claimed_until = ? WHERE id = ?").param(Timestamp.from(now.plus(CLAIM)))
                .param(ticket.id()).update();
        return new CodeCheck.Right(new PhoneNumber(ticket.open(row.number())));
    }

    /// The sign-in failed for a reason of ours: the code may be tried again.
    @Transactional
    void release(UUID id) {
        jdbc.sql("UPDATE sign_in_code SET claimed_until = NULL WHERE id = ? AND used_at IS NULL").param(id).update();
    }

    /// Uses the claimed code up in the transaction of its sign-in; false when it died meanwhile.
    boolean use(UUID id) {
        return jdbc.sql("UPDATE sign_in_code SET used_at = ?, number = NULL WHERE id = ? AND used_at IS NULL")
                .param(Timestamp.from(clock.instant())).param(id).update() == 1;
    }

    /// Kills every open code of a number. The rows stay for their day: they are the limits, and nobody gets around a
    /// limit by leaving.
    public void die(NumberIndex index) {
        jdbc.sql("""
                UPDATE sign_in_code SET used_at = coalesce(used_at, :now), number = NULL
                WHERE number_index = :index""").param("now", Timestamp.from(clock.instant()))
                .param("index", index.bytes()).update();
    }

    /// Uses the claimed code up for a new account, within the number's registrations a day.
    ///
    /// @return false when the code died meanwhile
    boolean useToRegister(UUID id, NumberIndex index) {
        refuseRegistrations(index);
        return use(id) && jdbc.sql("UPDATE sign_in_code SET registered = true WHERE id = ?").param(id).update() == 1;
    }

    /// Refuses a number that has registered too often, before anything is made for it.
    void refuseRegistrations(NumberIndex index) {
        Instant now = clock.instant();
        List<Instant> today = jdbc.sql("""
                SELECT created_at FROM sign_in_code WHERE number_index = ? AND created_at > ? AND registered
                ORDER BY created_at""").param(index.bytes()).param(Timestamp.from(now.minus(Codes.DAY)))
                .query((row, _) -> row.getTimestamp(1).toInstant()).list();
        if (today.size() >= REGISTRATIONS) {
            Instant free = today.get(today.size() - REGISTRATIONS).plus(Codes.DAY);
            throw AccountProblems.REGISTRATION_LIMIT.asProblem().retryAfter(Duration.between(now, free));
        }
    }

    @Scheduled(fixedDelayString = "PT30S")
    @Transactional
    void forget() {
        Instant now = clock.instant();
        jdbc.sql("UPDATE sign_in_code SET number = NULL WHERE number IS NOT NULL AND expires_at < ?")
                .param(Timestamp.from(now)).update();
        jdbc.sql(
                "UPDATE sign_in_code SET network = NULL, site = NULL, block = NULL WHERE network IS NOT NULL AND created_at < ?")
                .param(Timestamp.from(now.minus(CodeCaps.WINDOW))).update();
        jdbc.sql("DELETE FROM sign_in_code WHERE created_at < ?").param(Timestamp.from(now.minus(Codes.DAY))).update();
    }
}
