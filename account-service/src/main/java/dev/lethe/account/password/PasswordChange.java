package dev.lethe.account.password;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.password.PasswordTries.Taken;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Sets, changes and removes the password of the caller's account. A young session may do so where it has just proved the
/// recovery address.
@Component
class PasswordChange {

    /// What the caller wants to be asked for from now on.
    record Wish(String password, @Nullable String hint, @Nullable String currentPassword) {
        @Override
        public String toString() {
            return "Wish[…]";
        }
    }

    /// @param current the version of the password that was shown
    private record Hashed(Optional<UUID> current, String hash) {
        @Override
        public String toString() {
            return "Hashed[…]";
        }
    }

    private final Passwords passwords;
    private final PasswordRemoval removal;
    private final PasswordCheck check;
    private final PasswordTries tries;
    private final PasswordTurns turns;
    private final PasswordHashing hashing;
    private final PasswordNotices notices;
    private final CommonPasswords common;
    private final RecoveredSessions recovered;
    private final List<PasswordKnown> known;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final Vault vault;
    private final TransactionOperations transactions;

    PasswordChange(Passwords passwords, PasswordRemoval removal, PasswordCheck check, PasswordTries tries,
            PasswordTurns turns, PasswordHashing hashing, PasswordNotices notices, CommonPasswords common,
            List<PasswordKnown> known, RecoveredSessions recovered, LivingAccounts accounts,
            LiveSessions sessions, YoungSessions young, Vault vault, TransactionOperations transactions) {
        this.passwords = passwords;
        this.removal = removal;
        this.check = check;
        this.tries = tries;
        this.hashing = hashing;
        this.notices = notices;
        this.common = common;
        this.recovered = recovered;
        this.known = List.copyOf(known);
        this.turns = turns;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.vault = vault;
        this.transactions = transactions;
    }

    void set(Caller caller, Wish wish) {
        PlainPassword password = acceptable(wish);
        UUID account = caller.accountId();
        transactions.executeWithoutResult(_ -> lock(caller));
        // what would be refused in the end is refused before anything is hashed for it
        tries.closedFor(account, PasswordOrigin.SETTING).map(PasswordVerdict.Spent::new).ifPresent(spent -> {
            throw spent.asProblem();
        });
        Hashed hashed = turns.now(account, () -> {
            Optional<UUID> current = check.require(account, PasswordOrigin.SESSION, wish.currentPassword());
            return new Hashed(current, hash(caller, password));
        });
        Optional<UUID> current = hashed.current();
        SubjectKey key = vault.key(account, Reader.ACCOUNT);
        byte[] hash = key.seal(Passwords.hashPlace(account), hashed.hash());
        byte[] hint = wish.hint() == null || wish.hint().isBlank() ? null
                : key.seal(Passwords.hintPlace(account), wish.hint().strip());
        var notice = notices.changed(account, "The password of your account was "
                + (current.isPresent() ? "changed" : "set") + " on one of your devices. If this was not you, end the "
                + "sessions of devices that you do not know.");
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            refuseIfOther(account, current);
            passwords.put(account, hash, hint);
            recovered.forget(account);
            known.forEach(it -> it.known(account));
            notices.post(notice);
        });
    }

    void remove(Caller caller, String currentPassword) {
        UUID account = caller.accountId();
        transactions.executeWithoutResult(_ -> lock(caller));
        UUID current = check.judge(account, PasswordOrigin.SESSION, currentPassword).orRefuse();
        var notice = removal.draft(account, "on one of your devices");
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            refuseIfOther(account, Optional.of(current));
            removal.remove(account, notice);
        });
    }

    private PlainPassword acceptable(Wish wish) {
        PlainPassword password = PlainPassword.of(wish.password());
        if (!password.isText()) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("password", "must have %d to %d characters, "
                    .formatted(PlainPassword.SHORTEST, PlainPassword.LONGEST)
                    + "without control characters or marks that turn the direction of text");
        }
        if (common.contain(password)) {
            throw AccountProblems.PASSWORD_COMMON.asProblem();
        }
        if (password.isToldBy(wish.hint())) {
            throw AccountProblems.HINT_TELLS_PASSWORD.asProblem().withField("hint", "must not hold the password");
        }
        return password;
    }

    private void refuseIfOther(UUID account, Optional<UUID> judged) {
        if (!passwords.version(account).equals(judged)) {
            throw AccountProblems.PASSWORD_CHANGED.asProblem();
        }
    }

    /// Takes one of the settings, and gives it back when nothing was hashed for it.
    private String hash(Caller caller, PlainPassword password) {
        Taken taken = Objects.requireNonNull(transactions.execute(_ -> takeSetting(caller)));
        try {
            return hashing.hash(password);
        } catch (Problem turnedAway) {
            transactions.executeWithoutResult(
                    _ -> tries.giveBack(caller.accountId(), PasswordOrigin.SETTING, taken));
            throw turnedAway;
        }
    }

    private Taken takeSetting(Caller caller) {
        lock(caller);
        return tries.take(caller.accountId(), PasswordOrigin.SETTING)
                .orElseThrow(() -> new PasswordVerdict.Spent(
                        tries.closedFor(caller.accountId(), PasswordOrigin.SETTING).orElse(Duration.ofMinutes(1)))
                        .asProblem());
    }

    private void lock(Caller caller) {
        LivingAccount account = accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        if (young.isRestricted(caller, account) && !recovered.isOne(account.id(), caller.sessionId())) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
    }
}
