package dev.lethe.account.password;

import java.util.UUID;

/// Hears that the password of an account was shown and changed, or set anew.
public interface PasswordKnown {

    /// In the transaction that writes the new one, which holds the account's lock.
    void known(UUID account);
}
