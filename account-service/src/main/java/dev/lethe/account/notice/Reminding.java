package dev.lethe.account.notice;

import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.ServingGate;

/// Tells devices again of what waits for its day, so that they can stop it: any of them may delete a notice from the mailbox
/// that all of them share, before the others have seen it.
@Component
public class Reminding {

    private static final Logger LOG = LoggerFactory.getLogger(Reminding.class);

    private final LivingAccounts accounts;
    private final ServiceNotices notices;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;

    Reminding(LivingAccounts accounts, ServiceNotices notices, List<ServingGate> gates,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.notices = notices;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
    }

    /// Tells of each by itself, once this service serves.
    ///
    /// @param toldLongAgo of which devices are to be told
    /// @param tell        notes under the account's lock that they are told now, unless it waits no more or they were told
    public <T> void remind(Kind kind, String text, Supplier<List<T>> toldLongAgo, Function<T, UUID> account,
            Predicate<T> tell) {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            toldLongAgo.get().forEach(it -> attempt(kind, text, account.apply(it), () -> tell.test(it)));
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(Kind kind, String text, UUID account, BooleanSupplier tell) {
        try {
            Draft notice = notices.draft(account, kind, text, null, null);
            transactions.executeWithoutResult(_ -> {
                if (accounts.lock(account).isPresent() && tell.getAsBoolean()) {
                    notices.post(notice);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a notice of what waits is not told again yet: {}", e.getClass().getSimpleName());
        }
    }
}
