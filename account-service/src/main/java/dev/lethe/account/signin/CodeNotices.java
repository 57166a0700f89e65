package dev.lethe.account.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.Broker;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.LiveSessions.LiveSession;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.events.NoticeEvent.Kind;

/// Puts sign-in codes into the service chat. Sessions younger than 24 hours do not see them, unless the account is as young:
/// who borrowed a SIM for a minute lets no further device in without it.
@Component
class CodeNotices {

    /// A device that was not used since may lie in a drawer.
    private static final Duration LATELY = Duration.ofDays(2);

    /// Devices that may show a code.
    ///
    /// @param startedBefore younger ones may not; null where all may
    /// @param areAttentive  whether one was used lately
    record Readers(UUID account, @Nullable Instant startedBefore, boolean areAttentive) {}

    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final Broker broker;
    private final TransactionOperations transactions;
    private final Clock clock;

    CodeNotices(Numbers numbers, LivingAccounts accounts, LiveSessions sessions, YoungSessions young,
            ServiceNotices notices, Broker broker, TransactionOperations transactions, Clock clock) {
        this.numbers = numbers;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.notices = notices;
        this.broker = broker;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The devices of the account that has the number, where there are any.
    Optional<Readers> readersOf(NumberIndex index) {
        return numbers.find(index).flatMap(accounts::find).flatMap(this::readersOf);
    }

    private Optional<Readers> readersOf(LivingAccount account) {
        Instant youth = young.cutoff();
        Instant lately = clock.instant().minus(LATELY);
        Instant startedBefore = account.createdAt().isBefore(youth) ? youth : null;
        List<LiveSession> readers = sessions.of(account.id()).stream()
                .filter(it -> startedBefore == null || it.startedAt().isBefore(startedBefore)).toList();
        return readers.isEmpty() ? Optional.empty()
                : Optional.of(new Readers(account.id(), startedBefore,
                        readers.stream().anyMatch(it -> it.lastUsedOn().isAfter(lately))));
    }

    /// Posts a code to them. Asks the keyholders, and waits for them.
    ///
    /// @return whether a device that was used lately will show it in time
    boolean post(Readers readers, String text, Instant expiresAt) {
        Draft draft = notices.draft(readers.account(), Kind.SIGN_IN_CODE, text, readers.startedBefore(), expiresAt);
        boolean isPosted = Boolean.TRUE.equals(transactions.execute(_ -> post(readers.account(), draft)));
        return isPosted && readers.areAttentive() && broker.isReachable();
    }

    private boolean post(UUID account, Draft draft) {
        boolean isLiving = accounts.lock(account).isPresent();
        if (isLiving) {
            notices.post(draft);
        }
        return isLiving;
    }
}
