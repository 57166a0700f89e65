package dev.lethe.account.profile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.SubjectKey;

/// Accounts that exist, for other capabilities: whoever changes anything of an account locks its row here first.
@Component
public class LivingAccounts {

    /// An account that lives.
    public record LivingAccount(UUID id, Instant createdAt) {}

    private final Accounts accounts;
    private final Subjects subjects;
    private final JdbcClient jdbc;
    private final Clock clock;

    LivingAccounts(Accounts accounts, Subjects subjects, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Locks the account until the caller's transaction ends; empty when it is erased or never was.
    ///
    /// Its own row and its subject's end in one transaction. Each refuses by itself, for a database that was mended by hand or
    /// restored in parts may have one of them alone.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LivingAccount> lock(UUID id) {
        return lockBoth(id).or(() -> lockEach(id));
    }

    /// Nearly always both live, and one look at the database is enough.
    private Optional<LivingAccount> lockBoth(UUID id) {
        return jdbc.sql("""
                SELECT a.created_at FROM account a JOIN subject s ON s.id = a.id
                WHERE a.id = ? AND a.state = 'LIVE' AND s.state = 'live' FOR UPDATE OF a FOR SHARE OF s""").param(id)
                .query(Timestamp.class).optional().map(createdAt -> new LivingAccount(id, createdAt.toInstant()));
    }

    private Optional<LivingAccount> lockEach(UUID id) {
        return accounts.lock(id).filter(Account::isLive)
                .filter(_ -> subjects.lockLiving(List.of(id)).contains(id))
                .map(account -> new LivingAccount(id, account.createdAt()));
    }

    /// The account as it is now. It may end meanwhile, so whoever changes anything of it locks it.
    public Optional<LivingAccount> find(UUID id) {
        return accounts.findById(id).filter(Account::isLive)
                .map(account -> new LivingAccount(id, account.createdAt()));
    }

    /// Locks those of the accounts that live and that nobody is busy with, until the caller's transaction ends.
    public Set<UUID> lockFree(Collection<UUID> ids) {
        return subjects.lockLiving(accounts.lockFree(ids));
    }

    /// Whom a new account is for.
    ///
    /// @param keyId the id of the key made for this account
    public record Newcomer(UUID id, UUID keyId, PhoneNumber number, @Nullable String first, @Nullable String last) {

        @Override
        public String toString() {
            return "Newcomer[" + id + "]";
        }
    }

    /// Makes an account in the caller's transaction; its key must exist. An id that was erased meanwhile never lives: the
    /// next attempt takes another.
    public void register(Newcomer newcomer, SubjectKey key) {
        UUID id = newcomer.id();
        var account = new Account(id, newcomer.keyId(), key.seal(ProfilePlaces.number(id), newcomer.number().e164()),
                clock.instant());
        account.rename(ProfilePlaces.sealFirst(key, id, newcomer.first()),
                ProfilePlaces.sealLast(key, id, newcomer.last()));
        if (!subjects.lockLiving(List.of(id)).contains(id)) {
            throw PlatformProblems.unavailable();
        }
        accounts.saveAndFlush(account);
    }

    /// Whether an account, living or ending, holds this key.
    public boolean names(UUID id) {
        return accounts.existsById(id);
    }

    /// The number of an account, for texts to its owner.
    public Optional<PhoneNumber> number(UUID id, SubjectKey key) {
        return accounts.findById(id).filter(Account::isLive).flatMap(account -> Optional.ofNullable(account.number()))
                .map(sealed -> new PhoneNumber(key.openText(ProfilePlaces.number(id), sealed)));
    }

    /// Changes the number of an account, whose lock the caller's transaction holds.
    public void renumber(UUID id, PhoneNumber number, SubjectKey key) {
        accounts.findById(id).ifPresent(account -> {
            account.renumber(key.seal(ProfilePlaces.number(id), number.e164()));
            accounts.saveAndFlush(account);
        });
    }

    /// Ends the account for good, if there is one.
    public void erase(UUID id) {
        accounts.lock(id).ifPresent(account -> {
            account.erase();
            accounts.saveAndFlush(account);
        });
    }
}
