package dev.lethe.account.signin;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.session.TokenPair;
import dev.lethe.platform.problem.Problem;

/// How far a sign-in came.
sealed interface Entrance {

    /// Into the account.
    record SignedIn(UUID accountId, boolean registered, TokenPair tokens) implements Entrance {}

    /// The code was right; the same ticket goes on with the password.
    ///
    /// @param recovery the address that a code can be mailed to in its place, masked
    record PasswordRequired(@Nullable String hint, @Nullable String recovery, Instant expiresAt) implements Entrance {
        Problem asProblem() {
            Problem problem = AccountProblems.PASSWORD_REQUIRED.asProblem().with("expiresAt", expiresAt);
            if (hint != null) {
                problem.with("hint", hint);
            }
            return recovery == null ? problem : problem.with("recovery", recovery);
        }

        @Override
        public String toString() {
            return "PasswordRequired[…]";
        }
    }
}
