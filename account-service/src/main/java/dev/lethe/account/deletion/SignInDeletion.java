package dev.lethe.account.deletion;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.deletion.DeletionConfirmation.Outcome;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.signin.ProvenSignIns;
import dev.lethe.account.signin.ProvenSignIns.Proven;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.vault.KeyDestroyedException;

/// Somebody has the number and not the password: all that is left to them is the end of the account, in a week in which
/// every device may stop it. So the next owner of a number never inherits a history.
@Component
class SignInDeletion {

    private final ProvenSignIns signIns;
    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final Passwords passwords;
    private final ServiceNotices notices;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignInDeletion(ProvenSignIns signIns, Deletions deletions, WaitingDeletion waiting, Passwords passwords,
            ServiceNotices notices, TransactionOperations transactions, Clock clock) {
        this.signIns = signIns;
        this.deletions = deletions;
        this.waiting = waiting;
        this.passwords = passwords;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Begins the week; asked again with the same request, it answers the same.
    Outcome.Scheduled ask(String requestId) {
        Proven proven = signIns.find(requestId);
        try {
            var warning = notices.draft(proven.accountId(), Kind.DELETION_SCHEDULED,
                    """
                            Somebody who has your number, and does not know the password of this account, asked to delete it. It \
                            will be deleted in 7 days. If this was not you, stop it on this device.""",
                    null, null);
            return Objects.requireNonNull(transactions.execute(_ -> {
                signIns.lock(requestId);
                Optional<Outcome.Scheduled> before = asked(proven);
                if (before.isPresent()) {
                    return before.get();
                }
                refuse(proven.accountId());
                notices.post(warning);
                return schedule(proven);
            }));
        } catch (KeyDestroyedException _) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    private Optional<Outcome.Scheduled> asked(Proven proven) {
        return deletions.find(proven.ticketId()).map(row -> {
            Instant executesAt = row.executesAt();
            if (row.state() != State.SCHEDULED || executesAt == null) {
                throw AccountProblems.CODE_USED.asProblem();
            }
            return new Outcome.Scheduled(row.receiptId(), row.salt(), executesAt);
        });
    }

    private void refuse(UUID account) {
        if (!passwords.isSet(account)) {
            throw AccountProblems.PASSWORD_NOT_SET.asProblem();
        }
        if (waiting.of(account).isPresent()) {
            throw AccountProblems.DELETION_SCHEDULED.asProblem();
        }
    }

    private Outcome.Scheduled schedule(Proven proven) {
        deletions.scheduled(proven.accountId()).map(DeletionRow::id).ifPresent(deletions::stop);
        var row = DeletionRow.withoutSession(proven.ticketId(), proven.accountId(), clock.instant(), false);
        deletions.add(row);
        Instant executesAt = deletions.schedule(row.id(), false, DeletionConfirmation.FORGOTTEN_WAIT, true);
        return new Outcome.Scheduled(row.receiptId(), row.salt(), executesAt);
    }
}
