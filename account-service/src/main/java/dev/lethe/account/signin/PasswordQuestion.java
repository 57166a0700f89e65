package dev.lethe.account.signin;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.password.Passwords;
import dev.lethe.account.recovery.RecoveryAddresses;
import dev.lethe.account.signin.Entrance.PasswordRequired;
import dev.lethe.platform.vault.SubjectKey;

/// What is said with the question for a password: its hint, and where a code for a forgotten one can be mailed to.
@Component
class PasswordQuestion {

    private final Passwords passwords;
    private final RecoveryAddresses addresses;

    PasswordQuestion(Passwords passwords, RecoveryAddresses addresses) {
        this.passwords = passwords;
        this.addresses = addresses;
    }

    PasswordRequired of(UUID account, SubjectKey key, Instant expiresAt) {
        return new PasswordRequired(passwords.hint(account, key).orElse(null),
                addresses.confirmed(account, key).orElse(null), expiresAt);
    }
}
