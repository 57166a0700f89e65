package dev.lethe.account.profile;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Reads and changes what an account says about its owner.
@Component
class Profiles {

    record Own(UUID id, String number, @Nullable String firstName, @Nullable String lastName) {

        @Override
        public String toString() {
            return "Own[" + id + "]";
        }
    }

    /// What anyone may see of an account whose id they have.
    record Visible(UUID id, @Nullable String firstName, @Nullable String lastName, boolean deleted) {

        @Override
        public String toString() {
            return "Visible[" + id + "]";
        }

        static Visible deleted(UUID id) {
            return new Visible(id, null, null, true);
        }
    }

    private final Accounts accounts;
    private final Subjects subjects;
    private final Vault vault;
    private final TransactionOperations transactions;

    Profiles(Accounts accounts, Subjects subjects, Vault vault, TransactionOperations transactions) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.vault = vault;
        this.transactions = transactions;
    }

    Own own(UUID id) {
        Account account = accounts.findById(id).filter(Account::isLive)
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        SubjectKey key = vault.key(id, Reader.ACCOUNT);
        String number = Optional.ofNullable(ProfilePlaces.open(key, ProfilePlaces.number(id), account.number()))
                .orElseThrow();
        return new Own(id, number, ProfilePlaces.open(key, ProfilePlaces.first(id), account.firstName()),
                ProfilePlaces.open(key, ProfilePlaces.last(id), account.lastName()));
    }

    Visible visible(UUID id) {
        Optional<Account> account = accounts.findById(id).filter(Account::isLive);
        if (account.isEmpty()) {
            return absent(id);
        }
        try {
            SubjectKey key = vault.key(id, Reader.ACCOUNT);
            return new Visible(id, ProfilePlaces.open(key, ProfilePlaces.first(id), account.get().firstName()),
                    ProfilePlaces.open(key, ProfilePlaces.last(id), account.get().lastName()), false);
        } catch (KeyDestroyedException _) {
            return Visible.deleted(id);
        }
    }

    /// A null name stays as it is; a blank one goes.
    Own rename(UUID id, @Nullable String first, @Nullable String last) {
        SubjectKey key = vault.key(id, Reader.ACCOUNT);
        transactions.executeWithoutResult(_ -> {
            Account account = accounts.lock(id).filter(Account::isLive)
                    .filter(_ -> subjects.lockLiving(List.of(id)).contains(id))
                    .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
            account.rename(first == null ? account.firstName() : ProfilePlaces.sealFirst(key, id, first),
                    last == null ? account.lastName() : ProfilePlaces.sealLast(key, id, last));
            accounts.saveAndFlush(account);
        });
        return own(id);
    }

    private Visible absent(UUID id) {
        if (subjects.isErased(id)) {
            return Visible.deleted(id);
        }
        throw PlatformProblems.NOT_FOUND.asProblem();
    }
}
