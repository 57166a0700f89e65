package dev.lethe.account.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;

/// How often a network was refused within an hour. Once it was refused as often as it may have codes, it gets none for any
/// number: else what is refused there and what is not would tell which numbers signed in there.
@Repository
class RefusedCodes {

    private final JdbcClient jdbc;
    private final CapProperties caps;
    private final Clock clock;

    RefusedCodes(JdbcClient jdbc, CapProperties caps, Clock clock) {
        this.jdbc = jdbc;
        this.caps = caps;
        this.clock = clock;
    }

    /// Refuses a network that asked too often, before anything is looked up for it.
    void refuseTooMany(CodeOrigin origin) {
        Instant now = clock.instant();
        jdbc.sql("SELECT since FROM refused_code WHERE network = ? AND since > ? AND refused >= ?")
                .param(origin.network()).param(Timestamp.from(now.minus(CodeCaps.WINDOW))).param(caps.network())
                .query((row, _) -> row.getTimestamp(1).toInstant()).optional().ifPresent(since -> {
                    throw AccountProblems.CODE_CAP.asProblem()
                            .retryAfter(Duration.between(now, since.plus(CodeCaps.WINDOW)));
                });
    }

    /// Counts a refusal, after the transaction that refused.
    @Transactional
    void count(CodeOrigin origin) {
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO refused_code AS r (network, since, refused) VALUES (:network, :now, 1)
                ON CONFLICT (network) DO UPDATE
                SET since = CASE WHEN r.since > :start THEN r.since ELSE excluded.since END,
                    refused = CASE WHEN r.since > :start THEN r.refused + 1 ELSE 1 END""")
                .param("network", origin.network()).param("now", Timestamp.from(now))
                .param("start", Timestamp.from(now.minus(CodeCaps.WINDOW))).update();
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM refused_code WHERE since < ?")
                .param(Timestamp.from(clock.instant().minus(CodeCaps.WINDOW))).update();
    }
}
