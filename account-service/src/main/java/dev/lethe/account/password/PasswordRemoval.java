package dev.lethe.account.password;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.events.DeletionEvent.PasswordRemoved;
import dev.lethe.platform.outbox.Outbox;

/// The password goes, and with it all that exists only while one is set.
@Component
public class PasswordRemoval {

    private final Passwords passwords;
    private final PasswordTries tries;
    private final PasswordNotices notices;
    private final Outbox outbox;

    PasswordRemoval(Passwords passwords, PasswordTries tries, PasswordNotices notices, Outbox outbox) {
        this.passwords = passwords;
        this.tries = tries;
        this.notices = notices;
        this.outbox = outbox;
    }

    /// What devices will be told; asks the keyholders, so call it before the transaction.
    public Draft draft(UUID account, String how) {
        return notices.changed(account, "The password of your account was removed " + how
                + ". From now on a code alone signs a device in. If this was not you, set a new one.");
    }

    /// Removes it in the caller's transaction, which holds the account's lock.
    ///
    /// @return whether there was one
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(UUID account, Draft draft) {
        var removed = passwords.remove(account);
        removed.ifPresent(id -> {
            tries.clear(account, PasswordOrigin.SIGN_IN);
            tries.clear(account, PasswordOrigin.SESSION);
            outbox.record(new PasswordRemoved(account, id));
            notices.post(draft);
        });
        return removed.isPresent();
    }
}
