package dev.lethe.account.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Posts notices into an account's service chat, in the caller's transaction.
@Component
public class ServiceNotices {

    /// A notice that is sealed and only needs a transaction to leave with.
    public record Draft(NoticePosted event) {}

    private final Vault vault;
    private final Outbox outbox;
    private final Clock clock;

    ServiceNotices(Vault vault, Outbox outbox, Clock clock) {
        this.vault = vault;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Seals a notice; asks the keyholders, so call it before the transaction.
    ///
    /// @param visibleBefore only sessions started before it may see the notice; null for all
    /// @param expiresAt when it deletes itself; null for never
    public Draft draft(UUID account, Kind kind, String text, @Nullable Instant visibleBefore,
            @Nullable Instant expiresAt) {
        UUID id = UUID.randomUUID();
        byte[] body = vault.key(account, Reader.EXCHANGE).seal(Place.ofEvent(NoticeEvent.TOPIC, id, account), text);
        return new Draft(new NoticePosted(account, id, kind, body, visibleBefore, null, clock.instant(), expiresAt));
    }

    /// Posts it with the caller's transaction.
    public void post(Draft draft) {
        outbox.record(draft.event());
    }
}
