package dev.lethe.account.admission;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;

/// Counts invitations that are shown, before they are judged: by number and by network. Without the database there is no guess.
@Repository
class InvitationGuesses {

    static final Duration WINDOW = Duration.ofHours(1);
    static final int OF_A_NUMBER = 10;
    static final int OF_A_NETWORK = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    InvitationGuesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Takes a guess of both, or refuses.
    @Transactional
    void take(Applicant applicant) {
        take(applicant.index().bytes(), OF_A_NUMBER);
        take(applicant.network(), OF_A_NETWORK);
    }

    /// It was a right one, in the transaction that made the account.
    void giveBack(Applicant applicant) {
        giveBack(applicant.index().bytes());
        giveBack(applicant.network());
    }

    private void take(byte[] guesser, int most) {
        Instant now = clock.instant();
        Timestamp start = Timestamp.from(now.minus(WINDOW));
        boolean isTaken = jdbc.sql("""
                INSERT INTO invitation_guess AS g (guesser, since, guesses) VALUES (:guesser, :now, 1)
                ON CONFLICT (guesser) DO UPDATE
                SET since = CASE WHEN g.since > :start THEN g.since ELSE excluded.since END,
                    guesses = CASE WHEN g.since > :start THEN g.guesses + 1 ELSE 1 END
                WHERE g.since <= :start OR g.guesses < :most""").param("guesser", guesser)
                .param("now", Timestamp.from(now)).param("start", start).param("most", most).update() == 1;
        if (!isTaken) {
            Instant since = jdbc.sql("SELECT since FROM invitation_guess WHERE guesser = ?").param(guesser)
                    .query((row, _) -> row.getTimestamp(1).toInstant()).optional().orElse(now);
            throw AccountProblems.INVITATION_LIMIT.asProblem().retryAfter(Duration.between(now, since.plus(WINDOW)));
        }
    }

    private void giveBack(byte[] guesser) {
        jdbc.sql("UPDATE invitation_guess SET guesses = guesses - 1 WHERE guesser = ? AND guesses > 0").param(guesser)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        // whoever guesses holds two of them, in an order of their own
        jdbc.sql("""
                DELETE FROM invitation_guess WHERE guesser IN (
                    SELECT guesser FROM invitation_guess WHERE since < ? FOR UPDATE SKIP LOCKED)""")
                .param(Timestamp.from(clock.instant().minus(WINDOW))).update();
    }
}
