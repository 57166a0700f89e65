package dev.lethe.account.recovery;

import java.util.UUID;

import dev.lethe.account.AccountProblems;

/// What became of a mailed code that someone showed.
public sealed interface AddressCodeCheck {

    /// It is used up now.
    record Right(UUID addressId) implements AddressCodeCheck {}

    /// One try less.
    record Wrong(int triesLeft) implements AddressCodeCheck {}

    /// Its quarter of an hour is over.
    record Expired() implements AddressCodeCheck {}

    /// It was right before.
    record Used() implements AddressCodeCheck {}

    /// It was tried too often.
    record Exhausted() implements AddressCodeCheck {}

    /// There was no such request, or it is not of this account, or its address is gone.
    record Unknown() implements AddressCodeCheck {}

    /// The address that the right code went to.
    ///
    /// @throws dev.lethe.platform.problem.Problem for every other code
    default UUID orRefuse() {
        return switch (this) {
            case Right(var address) -> address;
            case Wrong(var left) -> throw AccountProblems.CODE_WRONG.asProblem().with("triesLeft", left);
            case Expired _ -> throw AccountProblems.CODE_EXPIRED.asProblem();
            case Used _ -> throw AccountProblems.CODE_USED.asProblem();
            case Exhausted _ -> throw AccountProblems.CODE_EXHAUSTED.asProblem();
            case Unknown _ -> throw AccountProblems.CODE_REQUEST_UNKNOWN.asProblem();
        };
    }
}
