package dev.lethe.account.password;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.events.NoticeEvent.Kind;

/// What devices are told of their account's password.
@Component
class PasswordNotices {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordNotices.class);

    private final PasswordTries tries;
    private final ServiceNotices notices;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final TransactionOperations transactions;

    PasswordNotices(PasswordTries tries, ServiceNotices notices, LivingAccounts accounts, LiveSessions sessions,
            TransactionOperations transactions) {
        this.tries = tries;
        this.notices = notices;
        this.accounts = accounts;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    Draft changed(UUID account, String what) {
        return notices.draft(account, Kind.PASSWORD_CHANGED, what, null, null);
    }

    void post(Draft draft) {
        notices.post(draft);
    }

    /// Tells of the first wrong one that can be told, and of the last. A try is judged whether or not it is told.
    void tellOfTry(UUID account, PasswordOrigin origin, int left) {
        try {
            if (left > 0 && tries.isTold(account, origin)) {
                return;
            }
            Draft draft = notices.draft(account, Kind.PASSWORD_TRIED, text(origin, left), null, null);
            transactions.executeWithoutResult(_ -> {
                if (accounts.lock(account).isPresent() && !sessions.of(account).isEmpty()
                        && (tries.tell(account, origin) || left == 0)) {
                    notices.post(draft);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a wrong password could not be told: {}", e.getClass().getSimpleName());
        }
    }

    private static String text(PasswordOrigin origin, int left) {
        String who = switch (origin) {
            case SIGN_IN -> "Somebody who knew the code sent to your number entered a wrong password while signing in.";
            case SESSION, SETTING -> "A wrong password was entered on one of your devices.";
        };
        String more = left > 0 ? "" : " There were too many tries; no more are taken until a day has passed.";
        return who + more + " If this was not you, look at your list of devices.";
    }
}
