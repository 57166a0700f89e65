package dev.lethe.account.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.restore.RestoreStep;

/// After a restore, sessions are back that were ended since, perhaps because a device was stolen. So all end.
@Component
class SessionsAfterRestore implements RestoreStep {

    private static final UUID FIRST = new UUID(0, 0);

    private final Sessions sessions;
    private final LivingAccounts accounts;
    private final SessionEnding ending;
    private final TransactionOperations transactions;
    private final Clock clock;

    SessionsAfterRestore(Sessions sessions, LivingAccounts accounts, SessionEnding ending,
            TransactionOperations transactions, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.ending = ending;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String item() {
        return "sessions ended";
    }

    @Override
    public long afterRestore() {
        Instant now = clock.instant();
        long ended = 0;
        List<UUID> page = sessions.startedUpTo(now, FIRST);
        while (!page.isEmpty()) {
            ended += page.stream().filter(id -> Boolean.TRUE.equals(transactions.execute(_ -> end(id)))).count();
            page = sessions.startedUpTo(now, page.getLast());
        }
        return ended;
    }

    private boolean end(UUID id) {
        var session = sessions.accountOf(id).flatMap(accounts::lock)
                .flatMap(account -> sessions.find(account.id(), id));
        session.ifPresent(ending::end);
        return session.isPresent();
    }
}
