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

    private record Readers(@Nullable Instant startedBefore, boolean areAttentive) {}

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

    /// Posts a code to the account that has the number.
    ///
    /// @return whether a device that was used lately will show it in time
    boolean post(NumberIndex index, String text, Instant expiresAt) {
        Optional<UUID> account = numbers.find(index);
        Optional<Readers> readers = account.flatMap(it -> transactions.execute(_ -> readersOf(it)));
        if (account.isEmpty() || readers.isEmpty()) {
            return false;
        }
        Draft draft = notices.draft(account.get(), Kind.SIGN_IN_CODE, text, readers.get().startedBefore(), expiresAt);
        boolean isPosted = Boolean.TRUE.equals(transactions.execute(_ -> post(account.get(), draft)));
        return isPosted && readers.get().areAttentive() && broker.isReachable();
    }

    private boolean post(UUID account, Draft draft) {
        boolean isLiving = accounts.lock(account).isPresent();
        if (isLiving) {
            notices.post(draft);
        }
        return isLiving;
    }

    private Optional<Readers> readersOf(UUID account) {
        Instant youth = young.cutoff();
        return accounts.lock(account).map(LivingAccount::createdAt)
                .map(createdAt -> createdAt.isBefore(youth) ? Optional.of(youth) : Optional.<Instant>empty())
                .flatMap(cutoff -> readersOf(account, cutoff.orElse(null)));
    }

    private Optional<Readers> readersOf(UUID account, @Nullable Instant startedBefore) {
        Instant lately = clock.instant().minus(LATELY);
        List<LiveSession> readers = sessions.of(account).stream()
                .filter(it -> startedBefore == null || it.startedAt().isBefore(startedBefore)).toList();
        return readers.isEmpty() ? Optional.empty()
                : Optional.of(new Readers(startedBefore,
                        readers.stream().anyMatch(it -> it.lastUsedOn().isAfter(lately))));
    }
}
