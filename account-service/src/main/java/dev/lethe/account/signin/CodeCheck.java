package dev.lethe.account.signin;

import dev.lethe.platform.number.PhoneNumber;

/// What became of a code that someone showed.
sealed interface CodeCheck {

    record Right(PhoneNumber number) implements CodeCheck {}

    record Wrong(int triesLeft) implements CodeCheck {}

    record Expired() implements CodeCheck {}

    record Used() implements CodeCheck {}

    /// Another request signs in with it, or broke off a moment ago: whether it will be used is not known yet.
    record Claimed() implements CodeCheck {}

    record Exhausted() implements CodeCheck {}

    record Unknown() implements CodeCheck {}
}
