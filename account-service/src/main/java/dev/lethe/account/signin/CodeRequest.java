package dev.lethe.account.signin;

import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.platform.number.NumberReading;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.number.PhoneNumbers;
import dev.lethe.platform.problem.Problem;

/// Someone asks for a code. A number with an account and one without do the same work and get the same answer: what
/// differs happens afterwards, in [CodeDelivery].
@Component
class CodeRequest {

    record CodeSent(String requestId, Instant expiresAt, Duration retryAfter) {}

    private final Numbers numbers;
    private final KnownNetworks networks;
    private final RefusedCodes refused;
    private final SignInCodes codes;
    private final CodeDelivery delivery;

    CodeRequest(Numbers numbers, KnownNetworks networks, RefusedCodes refused, SignInCodes codes,
            CodeDelivery delivery) {
        this.numbers = numbers;
        this.networks = networks;
        this.refused = refused;
        this.codes = codes;
        this.delivery = delivery;
    }

    CodeSent request(String text, CallerNetwork network) {
        PhoneNumber number = switch (PhoneNumbers.read(text, null)) {
            case NumberReading.Valid(var valid) -> valid;
            case NumberReading.Missing _,NumberReading.CountryCodeMissing _,NumberReading.Invalid _ ->
                throw AccountProblems.NUMBER_INVALID.asProblem()
                        .withField("number", "must be a telephone number in international form");
        };
        NumberIndex index = numbers.indexOf(number);
        Ticket ticket = Ticket.random();
        String code = Codes.random();
        CodeOrigin origin = networks.origin(network, number, index);
        Instant expiresAt = issue(new SignInCodes.Order(ticket, number, index, code, origin));
        delivery.deliver(number, index, code, expiresAt);
        return new CodeSent(ticket.text(), expiresAt, Codes.PAUSE);
    }

    private Instant issue(SignInCodes.Order order) {
        refused.refuseTooMany(order.origin());
        try {
            return codes.issue(order);
        } catch (Problem problem) {
            refused.count(order.origin());
            throw problem;
        }
    }
}
