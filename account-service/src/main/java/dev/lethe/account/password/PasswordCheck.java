package dev.lethe.account.password;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.password.PasswordTries.Taken;
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
    private final PasswordTurns turns;
    private final PasswordHashing hashing;
    private final PasswordNotices notices;
    private final LivingAccounts accounts;
    private final Vault vault;
    private final TransactionOperations transactions;

    PasswordCheck(Passwords passwords, PasswordTries tries, PasswordTurns turns, PasswordHashing hashing,
            PasswordNotices notices, LivingAccounts accounts, Vault vault, TransactionOperations transactions) {
        this.turns = turns;
        this.passwords = passwords;
        this.tries = tries;
        this.hashing = hashing;
        this.notices = notices;
        this.accounts = accounts;
        this.vault = vault;
        this.transactions = transactions;
    }

    /// Judges a password, outside of any transaction.
    ///
    /// @throws Problem while another one of the account is judged, or too many of all
    public PasswordVerdict judge(UUID account, PasswordOrigin origin, String typed) {
        return judge(account, origin, typed, hashing::matches);
    }

    private PasswordVerdict judge(UUID account, PasswordOrigin origin, String typed,
            BiPredicate<PlainPassword, String> matching) {
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
        PlainPassword password = PlainPassword.of(typed);
        return turns.now(account, () -> {
            Optional<Taken> taken = Objects.requireNonNull(transactions.execute(_ -> take(account, origin)));
            if (taken.isEmpty()) {
                return new PasswordVerdict.Spent(tries.closedFor(account, origin).orElse(Duration.ofMinutes(1)));
            }
            return matches(account, origin, taken.get(), () -> password.isText() && matching.test(password, hash))
                    ? right(account, origin, row.version())
                    : wrong(account, origin, taken.get().left());
        });
    }

    /// What an act needs that asks for the password where one is set.
    ///
    /// @return the version that was right; empty where none is set
    /// @throws Problem when it is missing or not right
    public Optional<UUID> require(UUID account, PasswordOrigin origin, @Nullable String typed) {
        return require(account, origin, typed, hashing::matches);
    }

    /// As above, for those who may not be turned away: it waits where others are told to come again. To be called within
    /// [#inLine].
    public Optional<UUID> requireInLine(UUID account, PasswordOrigin origin, @Nullable String typed) {
        return require(account, origin, typed, hashing::matchesInLine);
    }

    /// Does something while no other password of the account is judged.
    ///
    /// @throws Problem when one is
    public <T> T now(UUID account, Supplier<T> work) {
        return turns.now(account, work);
    }

    /// Does something while no other password of the account is judged; waits for that.
    public <T> T inLine(UUID account, Supplier<T> work) {
        return turns.inLine(account, work);
    }

    private Optional<UUID> require(UUID account, PasswordOrigin origin, @Nullable String typed,
            BiPredicate<PlainPassword, String> matching) {
        if (!passwords.isSet(account)) {
            return Optional.empty();
        }
        if (typed == null) {
            throw AccountProblems.PASSWORD_REQUIRED.asProblem();
        }
        return switch (judge(account, origin, typed, matching)) {
            case PasswordVerdict.NotSet _ -> Optional.empty();
            case PasswordVerdict verdict -> Optional.of(verdict.orRefuse());
        };
    }

    private Optional<Taken> take(UUID account, PasswordOrigin origin) {
        if (accounts.lock(account).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return tries.take(account, origin);
    }

    private boolean matches(UUID account, PasswordOrigin origin, Taken taken, BooleanSupplier hashed) {
        try {
            return hashed.getAsBoolean();
        } catch (Problem turnedAway) {
            transactions.executeWithoutResult(_ -> tries.giveBack(account, origin, taken));
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
        notices.tellOfTry(account, origin, left);
        return new PasswordVerdict.Wrong(left);
    }
}
