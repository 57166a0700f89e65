package dev.lethe.account.signin;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.account.password.PasswordOrigin;
import dev.lethe.account.password.PasswordVerdict;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.signin.Entrance.SignedIn;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// A ticket whose code was right goes on with the password, and becomes one session.
@Component
class PasswordSignIn {

    record Request(String requestId, String password, String deviceName, CallerNetwork network) {
        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    private final ProvenTickets proven;
    private final PasswordQuestion question;
    private final PasswordCheck check;
    private final Passwords passwords;
    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final DeviceEntry entry;
    private final Vault vault;
    private final TransactionOperations transactions;

    PasswordSignIn(ProvenTickets proven, PasswordQuestion question, PasswordCheck check, Passwords passwords,
            Numbers numbers,
            LivingAccounts accounts, DeviceEntry entry, Vault vault, TransactionOperations transactions) {
        this.proven = proven;
        this.question = question;
        this.check = check;
        this.passwords = passwords;
        this.numbers = numbers;
        this.accounts = accounts;
        this.entry = entry;
        this.vault = vault;
        this.transactions = transactions;
    }

    /// What a ticket was answered whose code was right; empty unless its password is still to come.
    Optional<Entrance.PasswordRequired> askedWith(Ticket ticket) {
        try {
            return proven.find(ticket).filter(proven::isOpen)
                    .map(row -> question.of(row.accountId(), vault.key(row.accountId(), Reader.ACCOUNT),
                            row.expiresAt()));
        } catch (KeyDestroyedException _) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    SignedIn signIn(Request request) {
        Ticket ticket = Ticket.parse(request.requestId())
                .orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        ProvenTickets.Row row = open(ticket);
        try {
            Optional<UUID> version = judge(row, request.password());
            var ready = entry.prepare(row.accountId(), request.deviceName());
            return transactions.execute(_ -> {
                NumberIndex index = lockOwned(row);
                if (!proven.use(row.id())) {
                    throw AccountProblems.CODE_USED.asProblem();
                }
                if (!passwords.version(row.accountId()).equals(version)) {
                    throw AccountProblems.PASSWORD_CHANGED.asProblem();
                }
                return entry.enter(ready, index, request.network());
            });
        } catch (KeyDestroyedException _) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    /// The row of a ticket that may still be used.
    ProvenTickets.Row open(Ticket ticket) {
        ProvenTickets.Row row = proven.find(ticket).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        if (row.usedAt() != null) {
            throw AccountProblems.CODE_USED.asProblem();
        }
        if (!proven.isOpen(row)) {
            throw AccountProblems.CODE_EXPIRED.asProblem();
        }
        return row;
    }

    /// Locks the account, which must still have the number that was proven.
    NumberIndex lockOwned(ProvenTickets.Row row) {
        NumberIndex index = accounts.lock(row.accountId()).flatMap(it -> numbers.of(it.id()))
                .orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        if (!row.isOf(index)) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
        return index;
    }

    /// @return the version that was right; empty where the password was removed meanwhile
    private Optional<UUID> judge(ProvenTickets.Row row, String password) {
        if (!passwords.isSet(row.accountId())) {
            return Optional.empty();
        }
        // a try of the ticket that another one has taken may come back, as long as that is not judged
        return check.now(row.accountId(), () -> judgeNow(row, password));
    }

    private Optional<UUID> judgeNow(ProvenTickets.Row row, String password) {
        if (!Boolean.TRUE.equals(transactions.execute(_ -> take(row)))) {
            throw AccountProblems.PASSWORD_EXHAUSTED.asProblem();
        }
        return switch (verdict(row, password)) {
            case PasswordVerdict.Right(var version) -> Optional.of(version);
            case PasswordVerdict.Wrong(var left) -> {
                int ofTicket = ProvenTickets.TRIES - proven.tries(row.id());
                throw AccountProblems.PASSWORD_WRONG.asProblem().with("triesLeft", Math.min(left, ofTicket));
            }
            case PasswordVerdict.Spent spent -> {
                giveBack(row);
                throw spent.asProblem();
            }
            case PasswordVerdict.NotSet _ -> Optional.empty();
        };
    }

    private PasswordVerdict verdict(ProvenTickets.Row row, String password) {
        try {
            return check.judge(row.accountId(), PasswordOrigin.SIGN_IN, password);
        } catch (RuntimeException notJudged) {
            giveBack(row);
            throw notJudged;
        }
    }

    private boolean take(ProvenTickets.Row row) {
        lockOwned(row);
        return proven.take(row.id());
    }

    private void giveBack(ProvenTickets.Row row) {
        transactions.executeWithoutResult(_ -> {
            lockOwned(row);
            proven.giveBack(row.id());
        });
    }
}
