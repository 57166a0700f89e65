package dev.lethe.account.idle;

import org.springframework.stereotype.Component;

import dev.lethe.platform.restore.RestoreStep;

/// After a restore, the days are lost on which accounts were used since the backup. So nobody counts as idle before today.
@Component
class IdlenessAfterRestore implements RestoreStep {

    private final SweepGuard guard;

    IdlenessAfterRestore(SweepGuard guard) {
        this.guard = guard;
    }

    @Override
    public String item() {
        return "idle accounts kept, counting from today";
    }

    @Override
    public long afterRestore() {
        return guard.countFromToday(guard.now());
    }
}
