package dev.lethe.account.deletion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.account.erasure.AccountErasure;
import dev.lethe.account.erasure.ErasurePlaces;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.account.password.PasswordOrigin;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyDestroyedException;

/// The code comes back: the account ends now, or in 24 hours. The same code answers the same again.
///
/// The request's ticket is the proof of who asks, so that an answer lost together with the session can be had again.
@Component
class DeletionConfirmation {

    sealed interface Outcome {

        record Executed(UUID receiptId, byte[] salt) implements Outcome {}

        record Scheduled(UUID receiptId, byte[] salt, Instant executesAt) implements Outcome {}

        record Wrong(int triesLeft) implements Outcome {}

        record Expired() implements Outcome {}

        record Exhausted() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /// What is shown to end an account.
    ///
    /// @param password  where one is set
    /// @param forgotten that it is not known; then the deletion waits a week
    record Shown(String requestId, String code, boolean forEveryone, @Nullable String password, boolean forgotten) {
        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    /// What came, and when: how long it waited here for others takes nothing from its code.
    private record Arrived(Ticket ticket, Shown shown, Instant at) {

        boolean isRight(DeletionRow row) {
            return ticket.matches(shown.code(), row.codeHash());
        }

        boolean mayStillPass(DeletionRow row) {
            return row.state() == State.OPEN && row.tries() < Codes.TRIES && at.isBefore(row.expiresAt());
        }

        @Override
        public String toString() {
            return "Arrived[…]";
        }
    }

    /// @param version of the password that was right; empty where none was shown
    private record Proof(Optional<UUID> version, boolean forgotten) {

        private static final Proof NONE = new Proof(Optional.empty(), false);
    }

    static final Duration FORGOTTEN_WAIT = Duration.ofDays(7);
    /// All that end an account wait for the counter of revocations. They wait here for it, where they hold no connection.
    private static final int AT_ONCE = 4;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final AccountErasure erasure;
    private final ErasurePlaces places;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final ServiceNotices notices;
    private final TransactionOperations transactions;
    private final Clock clock;

    DeletionConfirmation(Deletions deletions, WaitingDeletion waiting, LivingAccounts accounts, LiveSessions sessions,
            AccountErasure erasure, ErasurePlaces places, Passwords passwords, PasswordCheck check,
            ServiceNotices notices,
            TransactionOperations transactions, Clock clock) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.accounts = accounts;
        this.sessions = sessions;
        this.erasure = erasure;
        this.places = places;
        this.passwords = passwords;
        this.check = check;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome confirm(Shown shown) {
        Ticket ticket = Ticket.parse(shown.requestId()).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        var arrived = new Arrived(ticket, shown, clock.instant());
        // whoever confirms the same waits, and is then answered without another hash
        return deletions.find(ticket.id()).map(DeletionRow::accountId)
                .map(account -> check.inLine(account, () -> confirmInLine(account, arrived)))
                .orElseGet(Outcome.Unknown::new);
    }

    private Outcome confirmInLine(UUID account, Arrived arrived) {
        Optional<DeletionRow> asked = deletions.find(arrived.ticket().id());
        if (asked.isEmpty()) {
            return new Outcome.Unknown();
        }
        Proof proof = proofUnlessDone(asked.get(), arrived);
        Draft warning = asked.get().waits() || proof.forgotten() ? warning(asked.get(), proof) : null;
        return executes(asked.get(), arrived, proof)
                ? inPlace(account, arrived, proof, asked.get().receiptId())
                : inTurn(account, arrived, proof, warning);
    }

    private boolean executes(DeletionRow row, Arrived arrived, Proof proof) {
        return arrived.mayStillPass(row) && !row.waits() && !proof.forgotten() && arrived.isRight(row) && isLive(row);
    }

    private Outcome inPlace(UUID account, Arrived arrived, Proof proof, UUID receipt) {
        boolean begins = false;
        places.take(receipt);
        try {
            Outcome outcome = inTurn(account, arrived, proof, null);
            begins = outcome instanceof Outcome.Executed;
            return outcome;
        } finally {
            if (begins) {
                places.begin(receipt);
            } else {
                places.leave(receipt);
            }
        }
    }

    private Outcome inTurn(UUID account, Arrived arrived, Proof proof, @Nullable Draft warning) {
        turns.acquireUninterruptibly();
        try {
            Outcome outcome = Objects.requireNonNull(
                    transactions.execute(_ -> judge(account, arrived, proof, warning)));
            if (outcome instanceof Outcome.Executed) {
                Failpoints.reach("account.erasure-after-commit");
            }
            return outcome;
        } finally {
            turns.release();
        }
    }

    /// Where another replica has confirmed meanwhile, nothing is left to prove.
    private Proof proofUnlessDone(DeletionRow row, Arrived arrived) {
        try {
            return proof(row, arrived);
        } catch (Problem | KeyDestroyedException notProven) {
            if (deletions.find(row.id()).filter(it -> it.state() == State.OPEN).isEmpty()) {
                return Proof.NONE;
            }
            throw notProven instanceof Problem problem ? problem : AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    /// No password is judged for a wrong code, or for a deletion that could not be scheduled.
    private Proof proof(DeletionRow row, Arrived arrived) {
        Shown shown = arrived.shown();
        if (!arrived.mayStillPass(row) || !isLive(row) || !arrived.isRight(row) || !passwords.isSet(row.accountId())) {
            return Proof.NONE;
        }
        if (row.waits()) {
            refuseSecond(row.accountId());
        }
        if (shown.password() == null && shown.forgotten()) {
            return new Proof(Optional.empty(), true);
        }
        return new Proof(check.requireInLine(row.accountId(), PasswordOrigin.SESSION, shown.password()), false);
    }

    private boolean isLive(DeletionRow row) {
        return sessions.of(row.accountId()).stream().anyMatch(it -> it.id().equals(row.sessionId()));
    }

    private Outcome judge(UUID account, Arrived arrived, Proof proof, @Nullable Draft warning) {
        var living = accounts.lock(account);
        DeletionRow row = deletions.find(arrived.ticket().id()).orElse(null);
        if (row == null || row.state() == State.CANCELLED) {
            return new Outcome.Unknown();
        }
        boolean right = arrived.isRight(row);
        if (row.state() != State.OPEN) {
            return right ? again(row) : new Outcome.Wrong(0);
        }
        if (living.isEmpty() || !isLive(row)) {
            return new Outcome.Unknown();
        }
        if (row.tries() >= Codes.TRIES) {
            return new Outcome.Exhausted();
        }
        if (!arrived.mayStillPass(row)) {
            return new Outcome.Expired();
        }
        if (!right) {
            deletions.countTry(row.id());
            return new Outcome.Wrong(Codes.TRIES - row.tries() - 1);
        }
        if (!proof.forgotten() && !passwords.version(account).equals(proof.version())) {
            throw (proof.version().isPresent() ? AccountProblems.PASSWORD_CHANGED : AccountProblems.PASSWORD_REQUIRED)
                    .asProblem();
        }
        boolean forEveryone = arrived.shown().forEveryone();
        return row.waits() || proof.forgotten() ? schedule(row, forEveryone, proof, warning)
                : execute(row, forEveryone);
    }

    private static Outcome again(DeletionRow row) {
        Instant executesAt = row.executesAt();
        return row.state() == State.SCHEDULED && executesAt != null
                ? new Outcome.Scheduled(row.receiptId(), row.salt(), executesAt)
                : new Outcome.Executed(row.receiptId(), row.salt());
    }

    private Outcome execute(DeletionRow row, boolean forEveryone) {
        deletions.settle(row.id(), State.EXECUTED, forEveryone);
        erasure.erase(new AccountErasure.Order(row.accountId(), row.promise(), forEveryone, row.createdAt()));
        return new Outcome.Executed(row.receiptId(), row.salt());
    }

    private Outcome schedule(DeletionRow row, boolean forEveryone, Proof proof, @Nullable Draft warning) {
        refuseSecond(row.accountId());
        deletions.scheduled(row.accountId()).map(DeletionRow::id).ifPresent(deletions::stop);
        Instant executesAt = deletions.schedule(row.id(), forEveryone,
                proof.forgotten() ? FORGOTTEN_WAIT : YoungSessions.YOUTH, proof.forgotten());
        if (warning != null) {
            notices.post(warning);
        }
        return new Outcome.Scheduled(row.receiptId(), row.salt(), executesAt);
    }

    private void refuseSecond(UUID account) {
        if (waiting.of(account).isPresent()) {
            throw AccountProblems.DELETION_SCHEDULED.asProblem();
        }
    }

    private @Nullable Draft warning(DeletionRow row, Proof proof) {
        try {
            return notices.draft(row.accountId(), Kind.DELETION_SCHEDULED,
                    proof.forgotten()
                            ? """
                                    A device that does not know the password of this account asked to delete it. It will be deleted in 7 \
                                    days. If this was not you, stop it on this device."""
                            : """
                                    A new device asked to delete this account. It will be deleted in 24 hours. If this was not you, stop it \
                                    from a device that signed in earlier.""",
                    null, null);
        } catch (KeyDestroyedException _) {
            return null;
        }
    }
}
