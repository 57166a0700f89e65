package dev.lethe.account.signin;

import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.Problem;

/// Lets a code go to a number within the limits of the number and the caps over everybody. Whatever a code is for, it counts
/// as one for signing in does.
@Component
public class NumberCodes {

    private final KnownNetworks networks;
    private final RefusedCodes refused;
    private final SignInCodes codes;

    NumberCodes(KnownNetworks networks, RefusedCodes refused, SignInCodes codes) {
        this.networks = networks;
        this.refused = refused;
        this.codes = codes;
    }

    /// Counts a code that is not for signing in, or ends the request where no more may be sent.
    public void count(PhoneNumber number, NumberIndex index, CallerNetwork network) {
        CodeOrigin origin = networks.origin(network, number, index);
        within(origin, () -> {
            codes.count(number, index, origin);
            return origin;
        });
    }

    /// Sends nobody a code who was refused too often, and counts each refusal.
    <T> T within(CodeOrigin origin, Supplier<T> issue) {
        refused.refuseTooMany(origin);
        try {
            return issue.get();
        } catch (Problem problem) {
            refused.count(origin);
            throw problem;
        }
    }

    /// Forgets by which networks an account signed in with the number that it had.
    public void forgetNetworks(UUID account) {
        networks.forget(account);
    }
}
