package dev.lethe.account.ledger;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.number.Numbers;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.revocation.RevocationEntries;
import dev.lethe.account.signin.SignInCodes;
import dev.lethe.platform.ledger.LedgerEntry;

/// What makes an account end, in one transaction: no number, no open code, no life, a tombstone, and no token accepted.
@Component
public class AccountEnding {

    private final LivingAccounts accounts;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final Tombstones tombstones;
    private final RevocationEntries revocations;

    AccountEnding(LivingAccounts accounts, Numbers numbers, SignInCodes codes, Tombstones tombstones,
            RevocationEntries revocations) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.codes = codes;
        this.tombstones = tombstones;
        this.revocations = revocations;
    }

    /// Ends the account in the caller's transaction. Sessions need no ending of their own: the subject's revocation
    /// covers them, and refreshing looks at the account's state.
    ///
    /// @return whether the entry was new
    public boolean end(LedgerEntry entry) {
        UUID account = entry.subject();
        accounts.erase(account);
        numbers.free(account).ifPresent(codes::die);
        boolean isNew = tombstones.mark(entry);
        if (isNew) {
            revocations.subjectErased(account);
        }
        return isNew;
    }
}
