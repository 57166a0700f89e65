package dev.lethe.account.signin;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;

/// The right code becomes a session: of the account that has the number, once its password was given where one is set,
/// else of a new one.
@Component
class SignIn {

    record Request(String requestId, String code, String deviceName, @Nullable String firstName,
            @Nullable String lastName, @Nullable Boolean quiet, boolean register,
            @Nullable String invitation, CallerNetwork network) {

        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    /// The number may change hands while we look; once or twice is bad luck, more is a fault.
    private static final int ATTEMPTS = 3;

    private final SignInCodes codes;
    private final Numbers numbers;
    private final Registration registration;
    private final Return comeback;
    private final PasswordSignIn password;

    SignIn(SignInCodes codes, Numbers numbers, Registration registration, Return comeback,
            PasswordSignIn password) {
        this.codes = codes;
        this.numbers = numbers;
        this.registration = registration;
        this.comeback = comeback;
        this.password = password;
    }

    Entrance signIn(Request request) {
        Ticket ticket = Ticket.parse(request.requestId())
                .orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        CodeCheck check = codes.claim(ticket, request.code());
        // the answer that asked for the password may have been lost
        Optional<Entrance.PasswordRequired> asked = check instanceof CodeCheck.Used ? password.askedWith(ticket)
                : Optional.empty();
        if (asked.isPresent()) {
            return asked.get();
        }
        PhoneNumber number = switch (check) {
            case CodeCheck.Right(var right) -> right;
            case CodeCheck.Wrong(var left) -> throw AccountProblems.CODE_WRONG.asProblem().with("triesLeft", left);
            case CodeCheck.Expired _ -> throw AccountProblems.CODE_EXPIRED.asProblem();
            case CodeCheck.Used _ -> throw AccountProblems.CODE_USED.asProblem();
            case CodeCheck.Claimed _ -> throw PlatformProblems.unavailable();
            case CodeCheck.Exhausted _ -> throw AccountProblems.CODE_EXHAUSTED.asProblem();
            case CodeCheck.Unknown _ -> throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        };
        try {
            return enter(ticket, number, request);
        } catch (RuntimeException e) {
            release(ticket, e);
            throw e;
        }
    }

    /// What keeps a sign-in from its database may keep this from it, too. Then the claim ends by itself.
    private void release(Ticket ticket, RuntimeException failure) {
        try {
            codes.release(ticket.id());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Entrance enter(Ticket ticket, PhoneNumber number, Request request) {
        NumberIndex index = numbers.indexOf(number);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<UUID> account = numbers.find(index);
            if (account.isEmpty() && !request.register()) {
                throw AccountProblems.ACCOUNT_UNKNOWN.asProblem();
            }
            Optional<? extends Entrance> done = account.isPresent()
                    ? comeback.signIn(account.get(), index, ticket, request)
                    : registration.register(number, index, ticket, request);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw PlatformProblems.unavailable();
    }
}
