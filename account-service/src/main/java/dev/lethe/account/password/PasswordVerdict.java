package dev.lethe.account.password;

import java.time.Duration;
import java.util.UUID;

import dev.lethe.account.AccountProblems;
import dev.lethe.platform.problem.Problem;

/// What a password was found to be.
public sealed interface PasswordVerdict {

    /// It is the account's, as long as its version is still the same.
    record Right(UUID version) implements PasswordVerdict {}

    /// It is not.
    record Wrong(int triesLeft) implements PasswordVerdict {}

    /// It was not looked at: there were too many tries.
    record Spent(Duration retryAfter) implements PasswordVerdict {
        /// The refusal, with the moment to try again.
        public Problem asProblem() {
            return AccountProblems.PASSWORD_LIMIT.asProblem().retryAfter(retryAfter);
        }
    }

    /// The account has none.
    record NotSet() implements PasswordVerdict {}

    /// The version that was right.
    ///
    /// @throws dev.lethe.platform.problem.Problem for everything else
    default UUID orRefuse() {
        return switch (this) {
            case Right(var version) -> version;
            case Wrong(var left) -> throw AccountProblems.PASSWORD_WRONG.asProblem().with("triesLeft", left);
            case Spent spent -> throw spent.asProblem();
            case NotSet _ -> throw AccountProblems.PASSWORD_NOT_SET.asProblem();
        };
    }
}
