package dev.lethe.account.signin;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.vault.KeyDestroyedException;

/// Someone comes back to their account with another device. Where a password is set, the code opens no more than the
/// question for it.
@Component
class Return {

    private final LivingAccounts accounts;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final Passwords passwords;
    private final PasswordQuestion question;
    private final ProvenTickets proven;
    private final DeviceEntry entry;
    private final TransactionOperations transactions;

    Return(LivingAccounts accounts, Numbers numbers, SignInCodes codes, Passwords passwords, PasswordQuestion question,
            ProvenTickets proven,
            DeviceEntry entry, TransactionOperations transactions) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.codes = codes;
        this.passwords = passwords;
        this.question = question;
        this.proven = proven;
        this.entry = entry;
        this.transactions = transactions;
    }

    /// Empty when the account no longer has the number: look again.
    Optional<Entrance> signIn(UUID account, NumberIndex index, Ticket ticket, SignIn.Request request) {
        try {
            var ready = entry.prepare(account, request.deviceName());
            return transactions.execute(_ -> {
                if (accounts.lock(account).isEmpty() || !numbers.find(index).equals(Optional.of(account))) {
                    return Optional.<Entrance>empty();
                }
                if (!codes.use(ticket.id())) {
                    throw AccountProblems.CODE_USED.asProblem();
                }
                if (passwords.isSet(account)) {
                    var expiresAt = proven.add(ticket, account, index);
                    return Optional.of(question.of(account, ready.key(), expiresAt));
                }
                return Optional.of(entry.enter(ready, index, request.network()));
            });
        } catch (KeyDestroyedException _) {
            return Optional.empty();
        }
    }
}
