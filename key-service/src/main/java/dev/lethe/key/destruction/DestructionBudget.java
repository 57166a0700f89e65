package dev.lethe.key.destruction;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.lethe.key.KeyholderProperties;

/// What may be destroyed in a day without the operator. Subjects whose keys are younger than a day have a budget of their
/// own, so that whoever comes and goes spends nothing of what those have who stayed.
final class DestructionBudget {

    private static final int HUNDRED = 100;
    private static final Duration DAY = Duration.ofDays(1);

    private final DestroyedSubjects subjects;
    private final LivingKeys living;
    private final KeyholderProperties properties;
    private final Instant dayAgo;
    private long old = -1;
    private long young = -1;

    /// Counts when it must.
    DestructionBudget(DestroyedSubjects subjects, LivingKeys living, KeyholderProperties properties, Instant now) {
        this.subjects = subjects;
        this.living = living;
        this.properties = properties;
        this.dayAgo = now.minus(DAY);
    }

    /// Takes one from the subject's budget.
    ///
    /// @return false when nothing is left
    boolean spends(UUID subject) {
        return subjects.isYounger(subject, dayAgo) ? spendsYoung() : spendsOld();
    }

    private boolean spendsYoung() {
        young = young < 0 ? subjects.countSince(dayAgo, true) : young;
        if (young >= properties.dailyYoungDestructions() && living.areFewerThan(young * HUNDRED + 1)) {
            return false;
        }
        young++;
        return true;
    }

    private boolean spendsOld() {
        old = old < 0 ? subjects.countSince(dayAgo, false) : old;
        if (old >= properties.dailyDestructions() && living.areFewerThan(old * HUNDRED + 1)) {
            return false;
        }
        old++;
        return true;
    }
}
