package dev.lethe.account.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;

/// Exchanges a refresh token for the next pair. One chain a session: a token is answered with the same successor however
/// often it is shown, until that successor is used; what is shown afterwards ends the session.
@Component
class TokenRefresh {

    private sealed interface Outcome {

        record Exchanged(TokenPair pair) implements Outcome {}

        record Refused(RefreshVerdict verdict) implements Outcome {}
    }

    private final Rotations rotations;
    private final Sessions sessions;
    private final IdleSessions idle;
    private final SessionEnding ending;
    private final LivingAccounts accounts;
    private final AccessTokens tokens;
    private final TransactionOperations transactions;
    private final Clock clock;

    TokenRefresh(Rotations rotations, Sessions sessions, IdleSessions idle, SessionEnding ending,
            LivingAccounts accounts, AccessTokens tokens, TransactionOperations transactions, Clock clock) {
        this.rotations = rotations;
        this.sessions = sessions;
        this.idle = idle;
        this.ending = ending;
        this.accounts = accounts;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    TokenPair refresh(String text) {
        RefreshToken token = RefreshToken.parse(text).orElseThrow(AccountProblems.REFRESH_REFUSED::asProblem);
        Outcome outcome = transactions.execute(_ -> exchange(token));
        return switch (outcome) {
            case Outcome.Exchanged(var pair) -> pair;
            case Outcome.Refused(var verdict) -> throw switch (verdict) {
                case REUSED -> AccountProblems.REFRESH_REUSED.asProblem();
                case CURRENT, RETRY, IDLE, STRANGE -> AccountProblems.REFRESH_REFUSED.asProblem();
            };
        };
    }

    private Outcome exchange(RefreshToken token) {
        RefreshToken next = token.next();
        return rotations.rotate(token, next, clock.instant())
                .map(it -> exchanged(it.account(), it.startedAt(), next)).orElseGet(() -> examine(token));
    }

    private Outcome examine(RefreshToken token) {
        Optional<UUID> account = sessions.accountOf(token.sessionId()).filter(id -> accounts.lock(id).isPresent());
        if (account.isEmpty()) {
            return new Outcome.Refused(RefreshVerdict.STRANGE);
        }
        // loaded only now: what was read before the lock may be old
        return sessions.find(account.get(), token.sessionId()).map(session -> examine(session, token))
                .orElseGet(() -> new Outcome.Refused(RefreshVerdict.STRANGE));
    }

    private Outcome examine(Session session, RefreshToken token) {
        Instant now = clock.instant();
        RefreshVerdict verdict = session.judge(token, idle.isIdle(session, now));
        return switch (verdict) {
            case CURRENT -> exchanged(session, session.rotate(token, now));
            case RETRY -> exchanged(session, session.repeat(token, now));
            case REUSED, IDLE -> {
                ending.end(session);
                yield new Outcome.Refused(verdict);
            }
            case STRANGE -> new Outcome.Refused(verdict);
        };
    }

    private Outcome exchanged(Session session, RefreshToken next) {
        sessions.saveAndFlush(session);
        return exchanged(session.accountId(), session.startedAt(), next);
    }

    private Outcome exchanged(UUID account, Instant startedAt, RefreshToken next) {
        String access = tokens.issue(account, next.sessionId(), startedAt);
        return new Outcome.Exchanged(
                new TokenPair(next.sessionId(), access, AccessTokens.LIFETIME.toSeconds(), next.text()));
    }
}
