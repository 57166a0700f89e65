package dev.lethe.account.signin;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.SessionStart;
import dev.lethe.account.signin.SignIn.SignedIn;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Someone comes back to their account with another device.
@Component
class Return {

    private final LivingAccounts accounts;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final KnownNetworks networks;
    private final SessionStart sessions;
    private final LiveSessions live;
    private final ServiceNotices notices;
    private final Vault vault;
    private final TransactionOperations transactions;

    Return(LivingAccounts accounts, Numbers numbers, SignInCodes codes, KnownNetworks networks, SessionStart sessions,
            LiveSessions live, ServiceNotices notices, Vault vault, TransactionOperations transactions) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.codes = codes;
        this.networks = networks;
        this.sessions = sessions;
        this.live = live;
        this.notices = notices;
        this.vault = vault;
        this.transactions = transactions;
    }

    /// Empty when the account no longer has the number: look again.
    Optional<SignedIn> signIn(UUID account, NumberIndex index, Ticket ticket, SignIn.Request request) {
        try {
            var key = vault.key(account, Reader.ACCOUNT);
            var notice = notices.draft(account, Kind.NEW_SESSION, "A new device signed in. It calls itself \u201C"
                    + quoted(request.deviceName())
                    + "\u201D. If this was not you, end its session in your list of devices.",
                    null, null);
            return transactions.execute(_ -> {
                if (accounts.lock(account).isEmpty() || !numbers.find(index).equals(Optional.of(account))) {
                    return Optional.<SignedIn>empty();
                }
                if (!codes.use(ticket.id())) {
                    throw AccountProblems.CODE_USED.asProblem();
                }
                networks.remember(account, index, request.network());
                if (!live.of(account).isEmpty()) {
                    notices.post(notice);
                }
                return Optional
                        .of(new SignedIn(account, false, sessions.start(account, key, request.deviceName())));
            });
        } catch (KeyDestroyedException _) {
            return Optional.empty();
        }
    }

    /// The name is the newcomer's word, so it stays between the quotation marks.
    private static String quoted(String deviceName) {
        return deviceName.strip().replaceAll("[\u201C\u201D\"]", "'");
    }
}
