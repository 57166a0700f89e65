package dev.lethe.account.signin;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;

/// Sign-ins whose code was right, for those who cannot go on with the password.
@Component
public class ProvenSignIns {

    /// Somebody has the number of an account.
    public record Proven(UUID ticketId, UUID accountId) {}

    private final PasswordSignIn password;

    ProvenSignIns(PasswordSignIn password) {
        this.password = password;
    }

    /// What a request id stands for, of which the code was right and nothing came yet.
    ///
    /// @throws dev.lethe.platform.problem.Problem for every other
    public Proven find(String requestId) {
        return proven(row(requestId));
    }

    /// Locks the account in the caller's transaction; it must still have the number.
    ///
    /// @throws dev.lethe.platform.problem.Problem when it has not
    public void lock(String requestId) {
        password.lockOwned(row(requestId));
    }

    private ProvenTickets.Row row(String requestId) {
        return password.open(
                Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem));
    }

    private static Proven proven(ProvenTickets.Row row) {
        return new Proven(row.id(), row.accountId());
    }
}
