package dev.lethe.account.forgotten;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.account.forgotten.ForgottenPasswords.Due;
import dev.lethe.account.notice.Reminding;
import dev.lethe.events.NoticeEvent.Kind;

/// Tells devices each day that a password waits for its removal.
@Component
class RemovalReminder {

    private static final int SOME = 100;

    private final ForgottenPasswords forgotten;
    private final WaitingRemoval waiting;
    private final Reminding reminding;

    RemovalReminder(ForgottenPasswords forgotten, WaitingRemoval waiting, Reminding reminding) {
        this.forgotten = forgotten;
        this.waiting = waiting;
        this.reminding = reminding;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void remind() {
        reminding.remind(Kind.PASSWORD_FORGOTTEN,
                "The password of your account will be removed soon, since one of your devices has "
                        + "forgotten it. If this was not you, refuse it on this device.",
                () -> forgotten.toldADayAgo(SOME), Due::accountId, this::tell);
    }

    private boolean tell(Due due) {
        return waiting.of(due.accountId()).filter(it -> it.id().equals(due.id())).isPresent() && forgotten.tell(due);
    }
}
