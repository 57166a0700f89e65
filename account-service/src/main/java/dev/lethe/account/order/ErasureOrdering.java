package dev.lethe.account.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.deletion.OrderedDeletion;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.number.GivenNumber;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.operator.OperatorActs;
import dev.lethe.account.operator.OperatorName;
import dev.lethe.account.order.ErasureOrders.Row;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemType;
import dev.lethe.platform.vault.KeyDestroyedException;

/// Asks for the end of an account, confirms it as somebody else, or takes it back. Each stands in the log of the account.
@Component
class ErasureOrdering {

    private sealed interface Asked {

        record Ordered(Row row) implements Asked {}

        record InVain(ProblemType why) implements Asked {}
    }

    /// So long a second operator has.
    static final Duration OPEN = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(1);
    /// A day longer than one waits.
    private static final Duration KEPT_CONFIRMED = Duration.ofDays(8);

    private final ErasureOrders orders;
    private final OrderedDeletion deletion;
    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final OperatorActs acts;
    private final ServiceNotices notices;
    private final TransactionOperations transactions;
    private final Clock clock;

    ErasureOrdering(ErasureOrders orders, OrderedDeletion deletion, Numbers numbers, LivingAccounts accounts,
            OperatorActs acts, ServiceNotices notices, TransactionOperations transactions, Clock clock) {
        this.orders = orders;
        this.deletion = deletion;
        this.numbers = numbers;
        this.accounts = accounts;
        this.acts = acts;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Asked again by the same operator, it answers the same. Nobody learns whether a number has an account whom the log does not
    /// name.
    Row ask(Peer operator, String number) {
        NumberIndex index = numbers.indexOf(GivenNumber.read(number));
        return switch (Objects.requireNonNull(transactions.execute(_ -> ask(operator, index)))) {
            case Asked.Ordered(var row) -> row;
            case Asked.InVain(var why) -> throw why.asProblem();
        };
    }

    private Asked ask(Peer operator, NumberIndex index) {
        Optional<UUID> account = numbers.find(index).filter(it -> accounts.lock(it).isPresent())
                .filter(it -> numbers.find(index).filter(it::equals).isPresent());
        if (account.isEmpty()) {
            acts.add(operator, "erasure-asked-in-vain", null, null);
            return new Asked.InVain(AccountProblems.ACCOUNT_UNKNOWN);
        }
        if (deletion.waits(account.get())) {
            acts.add(operator, "erasure-asked-in-vain", account.get(), null);
            return new Asked.InVain(AccountProblems.DELETION_SCHEDULED);
        }
        return new Asked.Ordered(order(operator, account.get()));
    }

    private Row order(Peer operator, UUID account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return orders.open(account, operator.name(), now).orElseGet(() -> {
            var row = new Row(UUID.randomUUID(), account, operator.name(), now, now.plus(OPEN), null);
            orders.add(row);
            acts.add(operator, "erasure-asked", account, row.id());
            return row;
        });
    }

    /// Begins the week. Confirmed again, it answers the same while the week lasts.
    OrderedDeletion.Scheduled confirm(Peer operator, UUID id) {
        Row asked = orders.find(id).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        Draft notice = notice(asked.accountId());
        return Objects.requireNonNull(transactions.execute(_ -> {
            Row row = locked(asked);
            if (row.confirmedAt() != null) {
                return deletion.of(id).orElseThrow(AccountProblems.ERASURE_ORDER_OVER::asProblem);
            }
            refuse(operator, row);
            var scheduled = deletion.schedule(id, row.accountId());
            orders.confirm(id, clock.instant());
            notices.post(notice);
            acts.add(operator, "erasure-confirmed", row.accountId(), id);
            return scheduled;
        }));
    }

    private void refuse(Peer operator, Row row) {
        if (OperatorName.areOne(operator.name(), row.askedBy())) {
            throw AccountProblems.SECOND_OPERATOR_REQUIRED.asProblem();
        }
        if (!clock.instant().isBefore(row.expiresAt())) {
            throw AccountProblems.ERASURE_ORDER_EXPIRED.asProblem();
        }
    }

    /// Takes an order back, whoever gave it, while its account lives.
    void withdraw(Peer operator, UUID id) {
        Row asked = orders.find(id).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        transactions.executeWithoutResult(_ -> {
            Row row = locked(asked);
            if (row.confirmedAt() == null) {
                orders.remove(id);
            } else if (!deletion.stop(id, row.accountId())) {
                throw AccountProblems.ERASURE_ORDER_OVER.asProblem();
            }
            acts.add(operator, "erasure-withdrawn", row.accountId(), id);
        });
    }

    List<Row> list() {
        return orders.list();
    }

    private Row locked(Row asked) {
        if (accounts.lock(asked.accountId()).isEmpty()) {
            throw AccountProblems.ERASURE_ORDER_OVER.asProblem();
        }
        return orders.find(asked.id()).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
    }

    private Draft notice(UUID account) {
        try {
            return notices.draft(account, Kind.DELETION_SCHEDULED,
                    """
                            An operator of this installation asked to delete this account, and a second one confirmed it. It will be \
                            deleted in 7 days. If you do not want that, stop it on this device.""",
                    null, null);
        } catch (KeyDestroyedException _) {
            throw AccountProblems.ERASURE_ORDER_OVER.asProblem();
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void forget() {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> orders.forget(now.minus(KEPT), now.minus(KEPT_CONFIRMED)));
    }
}
