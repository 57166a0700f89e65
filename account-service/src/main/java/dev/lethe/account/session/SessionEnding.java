package dev.lethe.account.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.revocation.RevocationEntries;
import dev.lethe.events.DeletionEvent.SessionsEnded;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// Ends sessions: the row goes, and every service refuses the session's tokens within a second.
@Component
public class SessionEnding {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnding.class);
    private static final UUID FIRST = new UUID(0, 0);

    private final Sessions sessions;
    private final IdleSessions idle;
    private final LivingAccounts accounts;
    private final RevocationEntries revocations;
    private final YoungSessions young;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    SessionEnding(Sessions sessions, IdleSessions idle, LivingAccounts accounts, RevocationEntries revocations,
            YoungSessions young,
            Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.sessions = sessions;
        this.idle = idle;
        this.accounts = accounts;
        this.revocations = revocations;
        this.young = young;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Ends one session of the caller's account; its own always, another one by the rule for young sessions.
    @Transactional
    public int end(Caller caller, UUID id) {
        LivingAccount account = lock(caller);
        Session session = sessions.find(account.id(), id).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        if (!id.equals(caller.sessionId())) {
            refuseYoung(caller, account);
        }
        end(session);
        return 1;
    }

    /// Ends all sessions but the caller's.
    @Transactional
    public int endOthers(Caller caller) {
        LivingAccount account = lock(caller);
        refuseYoung(caller, account);
        var others = sessions.of(account.id()).stream().filter(it -> !it.getId().equals(caller.sessionId())).toList();
        end(account.id(), others);
        return others.size();
    }

    /// Ends a session inside the caller's transaction, which holds the account's lock.
    public void end(UUID account, UUID session) {
        sessions.find(account, session).ifPresent(this::end);
    }

    void end(Session session) {
        end(session.accountId(), List.of(session));
    }

    private void end(UUID account, List<Session> ended) {
        if (ended.isEmpty()) {
            return;
        }
        List<UUID> ids = ended.stream().map(Session::getId).toList();
        sessions.deleteAllInBatch(ended);
        outbox.record(new SessionsEnded(account, ids));
        revocations.sessionsEnded(ids);
    }

    /// Each in a transaction of its own: the revocation counter is taken last, and never before another account.
    @Scheduled(fixedDelayString = "PT1H")
    void endIdle() {
        Instant now = clock.instant();
        List<UUID> page = idle.unused(now, FIRST);
        while (!page.isEmpty()) {
            page.forEach(id -> attemptEnding(id, now));
            page = idle.unused(now, page.getLast());
        }
    }

    private void attemptEnding(UUID id, Instant now) {
        try {
            transactions.executeWithoutResult(_ -> endIfIdle(id, now));
        } catch (RuntimeException e) {
            LOG.warn("an idle session waits: {}", e.getClass().getSimpleName());
        }
    }

    private void endIfIdle(UUID id, Instant now) {
        sessions.accountOf(id).flatMap(accounts::lock).flatMap(account -> sessions.find(account.id(), id))
                .filter(session -> idle.isIdle(session, now)).ifPresent(this::end);
    }

    private LivingAccount lock(Caller caller) {
        return accounts.lock(caller.accountId()).filter(it -> sessions.existsById(caller.sessionId()))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    private void refuseYoung(Caller caller, LivingAccount account) {
        if (young.isRestricted(caller, account)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
    }
}
