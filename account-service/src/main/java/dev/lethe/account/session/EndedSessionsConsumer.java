package dev.lethe.account.session;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.revocation.RevocationEntries;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.SessionsEnded;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Ends sessions again that a restored database brought back. In ordinary times there is nothing left to end.
@Component
class EndedSessionsConsumer implements EventConsumer {

    private final Sessions sessions;
    private final LivingAccounts accounts;
    private final RevocationEntries revocations;

    EndedSessionsConsumer(Sessions sessions, LivingAccounts accounts, RevocationEntries revocations) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.revocations = revocations;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == SessionsEnded.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof SessionsEnded ended && accounts.lock(ended.accountId()).isPresent()) {
            List<Session> returned = ended.sessionIds().stream().map(id -> sessions.find(ended.accountId(), id))
                    .flatMap(Optional::stream).toList();
            if (!returned.isEmpty()) {
                sessions.deleteAllInBatch(returned);
                revocations.sessionsEnded(returned.stream().map(Session::getId).toList());
            }
        }
    }
}
