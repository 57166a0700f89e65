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
    record PasswordRequired(@Nullable String hint, Instant expiresAt) implements Entrance {
        Problem asProblem() {
            Problem problem = AccountProblems.PASSWORD_REQUIRED.asProblem().with("expiresAt", expiresAt);
            return hint == null ? problem : problem.with("hint", hint);
        }

        @Override
        public String toString() {
            return "PasswordRequired[…]";
        }
    }
}
