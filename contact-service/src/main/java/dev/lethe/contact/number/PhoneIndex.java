package dev.lethe.contact.number;

import org.springframework.stereotype.Component;

import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyUnknownException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Finds numbers by a keyed hash, so that a database alone says nothing about them.
@Component
public class PhoneIndex {

    private final Vault vault;

    PhoneIndex(Vault vault) {
        this.vault = vault;
    }

    /// The hashing of one batch, with the key fetched once.
    ///
    /// @throws dev.lethe.platform.problem.Problem 503 while account-service has not made the key yet
    public Hashing hashing() {
        try {
            return new Hashing(vault.key(Vault.PHONE_INDEX_SUBJECT, Reader.PHONE_INDEX));
        } catch (KeyUnknownException notYet) {
            throw PlatformProblems.unavailable();
        }
    }

    /// Hashes numbers with one key.
    ///
    /// @param key the service-wide key of number look-ups
    public record Hashing(SubjectKey key) {

        /// The same for the same number.
        public NumberHash of(PhoneNumber number) {
            return new NumberHash(key.blindIndex("phone", number.bytes()));
        }
    }
}
