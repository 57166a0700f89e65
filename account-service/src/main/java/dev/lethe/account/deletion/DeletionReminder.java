package dev.lethe.account.deletion;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.account.deletion.Deletions.Due;
import dev.lethe.account.notice.Reminding;
import dev.lethe.events.NoticeEvent.Kind;

/// Tells devices again that their account waits for its end, each day of a week and each eight hours of a day.
@Component
class DeletionReminder {

    private static final int SOME = 100;

    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final Reminding reminding;

    DeletionReminder(Deletions deletions, WaitingDeletion waiting, Reminding reminding) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.reminding = reminding;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void remind() {
        reminding.remind(Kind.DELETION_SCHEDULED, "This account will be deleted soon, as somebody asked for. "
                + "If this was not you, stop it on this device.",
                () -> deletions.toldLongAgo(SOME), Due::accountId, this::tell);
    }

    private boolean tell(Due due) {
        return waiting.of(due.accountId()).filter(it -> it.id().equals(due.id())).isPresent() && deletions.tell(due);
    }
}
