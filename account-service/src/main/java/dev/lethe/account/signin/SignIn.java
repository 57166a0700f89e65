package dev.lethe.account.signin;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.session.TokenPair;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;

/// The right code becomes a session: of the account that has the number, else of a new one.
@Component
class SignIn {

    record Request(String requestId, String code, String deviceName, @Nullable String firstName,
            @Nullable String lastName, @Nullable Boolean quiet, CallerNetwork network) {

        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    record SignedIn(UUID accountId, boolean registered, TokenPair tokens) {}

    /// The number may change hands while we look; once or twice is bad luck, more is a fault.
    private static final int ATTEMPTS = 3;

    private final SignInCodes codes;
    private final Numbers numbers;
    private final Registration registration;
    private final Return comeback;

    SignIn(SignInCodes codes, Numbers numbers, Registration registration, Return comeback) {
        this.codes = codes;
        this.numbers = numbers;
        this.registration = registration;
        this.comeback = comeback;
    }

    SignedIn signIn(Request request) {
        Ticket ticket = Ticket.parse(request.requestId())
                .orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        PhoneNumber number = switch (codes.claim(ticket, request.code())) {
            case CodeCheck.Right(var right) -> right;
            case CodeCheck.Wrong(var left) -> throw AccountProblems.CODE_WRONG.asProblem().with("triesLeft", left);
            case CodeCheck.Expired _ -> throw AccountProblems.CODE_EXPIRED.asProblem();
            case CodeCheck.Used _ -> throw AccountProblems.CODE_USED.asProblem();
            case CodeCheck.Exhausted _ -> throw AccountProblems.CODE_EXHAUSTED.asProblem();
            case CodeCheck.Unknown _ -> throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        };
        try {
            return enter(ticket, number, request);
        } catch (RuntimeException e) {
            codes.release(ticket.id());
            throw e;
        }
    }

    private SignedIn enter(Ticket ticket, PhoneNumber number, Request request) {
        NumberIndex index = numbers.indexOf(number);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<UUID> account = numbers.find(index);
            Optional<SignedIn> done = account.isPresent()
                    ? comeback.signIn(account.get(), index, ticket, request)
                    : registration.register(number, index, ticket, request);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw PlatformProblems.unavailable();
    }
}
