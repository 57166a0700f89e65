package dev.lethe.account.signin;

import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.recovery.AddressCodeCheck;
import dev.lethe.account.recovery.MailLanguage;
import dev.lethe.account.recovery.PasswordRecovery;
import dev.lethe.account.signin.Entrance.SignedIn;
import dev.lethe.platform.vault.KeyDestroyedException;

/// A ticket whose code was right goes on with a code that is mailed to the recovery address, in place of the password, which
/// is removed by it.
@Component
class RecoverySignIn {

    record Request(String requestId, String code, String deviceName, CallerNetwork network) {
        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    private sealed interface Outcome {

        record In(SignedIn entrance) implements Outcome {}

        record Refused(AddressCodeCheck check) implements Outcome {}
    }

    private final PasswordSignIn password;
    private final ProvenTickets proven;
    private final PasswordRecovery recovery;
    private final DeviceEntry entry;
    private final TransactionOperations transactions;

    RecoverySignIn(PasswordSignIn password, ProvenTickets proven, PasswordRecovery recovery, DeviceEntry entry,
            TransactionOperations transactions) {
        this.password = password;
        this.proven = proven;
        this.recovery = recovery;
        this.entry = entry;
        this.transactions = transactions;
    }

    PasswordRecovery.Sent send(String requestId, MailLanguage language) {
        Ticket ticket = ticket(requestId);
        ProvenTickets.Row row = password.open(ticket);
        try {
            return recovery.send(ticket, row.accountId(), language, () -> password.lockOwned(row));
        } catch (KeyDestroyedException _) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    SignedIn signIn(Request request) {
        Ticket ticket = ticket(request.requestId());
        ProvenTickets.Row row = password.open(ticket);
        try {
            var ready = entry.prepare(row.accountId(), request.deviceName());
            var draft = recovery.draft(row.accountId());
            Outcome outcome = Objects.requireNonNull(transactions.execute(_ -> {
                NumberIndex index = password.lockOwned(row);
                AddressCodeCheck check = recovery.recover(ticket, row.accountId(), request.code(), draft);
                if (!(check instanceof AddressCodeCheck.Right)) {
                    return new Outcome.Refused(check);
                }
                if (!proven.use(row.id())) {
                    throw AccountProblems.CODE_USED.asProblem();
                }
                SignedIn in = entry.enter(ready, index, request.network());
                recovery.trust(row.accountId(), in.tokens().sessionId());
                return new Outcome.In(in);
            }));
            return switch (outcome) {
                case Outcome.In(var in) -> in;
                case Outcome.Refused(var check) -> {
                    check.orRefuse();
                    throw new IllegalStateException("a right code was refused");
                }
            };
        } catch (KeyDestroyedException _) {
            throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        }
    }

    private static Ticket ticket(String requestId) {
        return Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
    }
}
