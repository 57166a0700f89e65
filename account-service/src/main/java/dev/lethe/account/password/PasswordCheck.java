package dev.lethe.account.password;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Judges passwords. A try costs the account one of its tries before it costs anybody a hash; devices that are signed in
/// are told of the first wrong one and of the last.
@Component
public class PasswordCheck {

    private final Passwords passwords;
    private final PasswordTries tries;
    private final PasswordHashing hashing;
    private final PasswordNotices notices;
    private final LivingAccounts accounts;
    private final Vault vault;
    private final TransactionOperations transactions;

    PasswordCheck(Passwords passwords, PasswordTries tries, PasswordHashing hashing, PasswordNotices notices,
            LivingAccounts accounts, Vault vault, TransactionOperations transactions) {
        this.passwords = passwords;
        this.tries = tries;
        this.hashing = hashing;
        this.notices = notices;
        this.accounts = accounts;
        this.vault = vault;
        this.transactions = transactions;
    }

    /// Judges a password, outside of any transaction.
    public PasswordVerdict judge(UUID account, PasswordOrigin origin, String typed) {
        Passwords.Row row = passwords.find(account).orElse(null);
        if (row == null) {
            return new PasswordVerdict.NotSet();
        }
        Optional<Duration> closed = tries.closedFor(account, origin);
        if (closed.isPresent()) {
            return new PasswordVerdict.Spent(closed.get());
        }
        SubjectKey key = vault.key(account, Reader.ACCOUNT);
        String hash = key.openText(Passwords.hashPlace(account), row.hash());
        OptionalInt left = Objects.requireNonNull(transactions.execute(_ -> take(account, origin)));
        if (left.isEmpty()) {
            return new PasswordVerdict.Spent(tries.closedFor(account, origin).orElse(Duration.ofMinutes(1)));
        }
        return matches(account, origin, PlainPassword.of(typed), hash) ? right(account, origin, row.version())
                : wrong(account, origin, left.getAsInt());
    }

    /// What an act needs that asks for the password where one is set.
    ///
    /// @return the version that was right; empty where none is set
    /// @throws Problem when it is missing or not right
    public Optional<UUID> require(UUID account, PasswordOrigin origin, @Nullable String typed) {
        if (!passwords.isSet(account)) {
            return Optional.empty();
        }
        if (typed == null) {
            throw AccountProblems.PASSWORD_REQUIRED.asProblem();
        }
        return switch (judge(account, origin, typed)) {
            case PasswordVerdict.NotSet _ -> Optional.empty();
            case PasswordVerdict verdict -> Optional.of(verdict.orRefuse());
        };
    }

    private OptionalInt take(UUID account, PasswordOrigin origin) {
        if (accounts.lock(account).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return tries.take(account, origin);
    }

    private boolean matches(UUID account, PasswordOrigin origin, PlainPassword password, String hash) {
        try {
            return password.isText() && hashing.matches(password, hash);
        } catch (Problem turnedAway) {
            transactions.executeWithoutResult(_ -> tries.giveBack(account, origin));
            throw turnedAway;
        }
    }

    private PasswordVerdict right(UUID account, PasswordOrigin origin, UUID version) {
        transactions.executeWithoutResult(_ -> {
            if (accounts.lock(account).isPresent()) {
                tries.clear(account, origin);
            }
        });
        return new PasswordVerdict.Right(version);
    }

    private PasswordVerdict wrong(UUID account, PasswordOrigin origin, int left) {
        if (left == 0 || left == PasswordTries.most(origin) - 1) {
            notices.tellOfTry(account, origin, left);
        }
        return new PasswordVerdict.Wrong(left);
    }
}
