package dev.lethe.account.signin;

import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.GivenNumber;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.platform.number.PhoneNumber;

/// Someone asks for a code. A number with an account and one without do the same work and get the same answer: what
/// differs happens afterwards, in [CodeDelivery].
@Component
class CodeRequest {

    record CodeSent(String requestId, Instant expiresAt, Duration retryAfter) {}

    private final Numbers numbers;
    private final KnownNetworks networks;
    private final NumberCodes limits;
    private final SignInCodes codes;
    private final CodeDelivery delivery;

    CodeRequest(Numbers numbers, KnownNetworks networks, NumberCodes limits, SignInCodes codes,
            CodeDelivery delivery) {
        this.numbers = numbers;
        this.networks = networks;
        this.limits = limits;
        this.codes = codes;
        this.delivery = delivery;
    }

    CodeSent request(String text, CallerNetwork network, CodeWish wish) {
        PhoneNumber number = GivenNumber.read(text);
        NumberIndex index = numbers.indexOf(number);
        Ticket ticket = Ticket.random();
        String code = Codes.random();
        CodeOrigin origin = networks.origin(network, number, index);
        Instant expiresAt = limits.within(origin,
                () -> codes.issue(new SignInCodes.Order(ticket, number, index, code, origin)));
        delivery.deliver(number, index, code, expiresAt, wish);
        return new CodeSent(ticket.text(), expiresAt, Codes.PAUSE);
    }
}
