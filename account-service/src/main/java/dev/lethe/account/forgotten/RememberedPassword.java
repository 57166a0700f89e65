package dev.lethe.account.forgotten;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.password.PasswordKnown;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.platform.outbox.Outbox;

/// A password that somebody could change is not forgotten: the removal that waits for it ends.
@Component
class RememberedPassword implements PasswordKnown {

    private final ForgottenPasswords forgotten;
    private final Outbox outbox;

    RememberedPassword(ForgottenPasswords forgotten, Outbox outbox) {
        this.forgotten = forgotten;
        this.outbox = outbox;
    }

    @Override
    public void known(UUID account) {
        forgotten.of(account).ifPresent(waiting -> {
            forgotten.stop(account, waiting.id());
            outbox.record(new PasswordRemovalRefused(account, waiting.id()));
        });
    }
}
