package dev.lethe.account.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;

/// Exchanges a refresh token for the next pair. One chain a session: whatever is shown twice voids the rest.
@Component
class TokenRefresh {

    private sealed interface Outcome {

        record Exchanged(TokenPair pair) implements Outcome {}

        record Refused(RefreshVerdict verdict) implements Outcome {}
    }

    private final Sessions sessions;
    private final SessionEnding ending;
    private final LivingAccounts accounts;
    private final AccessTokens tokens;
    private final TransactionOperations transactions;
    private final Clock clock;

    TokenRefresh(Sessions sessions, SessionEnding ending, LivingAccounts accounts, AccessTokens tokens,
            TransactionOperations transactions, Clock clock) {
        this.sessions = sessions;
        this.ending = ending;
        this.accounts = accounts;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    TokenPair refresh(String text) {
        Instant arrivedAt = clock.instant();
        RefreshToken token = RefreshToken.parse(text).orElseThrow(AccountProblems.REFRESH_REFUSED::asProblem);
        Outcome outcome = transactions.execute(_ -> exchange(token, arrivedAt));
        return switch (outcome) {
            case Outcome.Exchanged(var pair) -> pair;
            case Outcome.Refused(var verdict) -> throw switch (verdict) {
                case REUSED -> AccountProblems.REFRESH_REUSED.asProblem();
                case OVERTAKEN -> AccountProblems.REFRESH_OVERTAKEN.asProblem();
                case CURRENT, RETRY, IDLE, STRANGE -> AccountProblems.REFRESH_REFUSED.asProblem();
            };
        };
    }

    private Outcome exchange(RefreshToken token, Instant arrivedAt) {
        Optional<UUID> account = sessions.accountOf(token.sessionId()).filter(id -> accounts.lock(id).isPresent());
        if (account.isEmpty()) {
            return new Outcome.Refused(RefreshVerdict.STRANGE);
        }
        // loaded only now: what was read before the lock may be old
        return sessions.find(account.get(), token.sessionId()).map(session -> exchange(session, token, arrivedAt))
                .orElseGet(() -> new Outcome.Refused(RefreshVerdict.STRANGE));
    }

    private Outcome exchange(Session session, RefreshToken token, Instant arrivedAt) {
        Instant now = clock.instant();
        RefreshVerdict verdict = session.judge(token, arrivedAt, now);
        RefreshToken next = token.next();
        switch (verdict) {
            case CURRENT -> session.rotate(token, next, now);
            case RETRY -> session.retry(next, now);
            case REUSED, IDLE -> {
                ending.end(session);
                return new Outcome.Refused(verdict);
            }
            case OVERTAKEN, STRANGE -> {
                return new Outcome.Refused(verdict);
            }
        }
        sessions.saveAndFlush(session);
        String access = tokens.issue(session.accountId(), session.getId(), session.startedAt());
        return new Outcome.Exchanged(
                new TokenPair(session.getId(), access, AccessTokens.LIFETIME.toSeconds(), next.text()));
    }
}
