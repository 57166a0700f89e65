package dev.lethe.contact.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;

/// Who has given consent. Writers hold the owner's subject row, so that consent, sync and withdrawal of one owner follow
/// one another.
@Repository
public class Consents {

    private final ConsentRows rows;
    private final Subjects subjects;
    private final Clock clock;

    Consents(ConsentRows rows, Subjects subjects, Clock clock) {
        this.rows = rows;
        this.subjects = subjects;
        this.clock = clock;
    }

    /// When the owner gave consent; empty without consent.
    @Transactional(readOnly = true)
    public Optional<Instant> givenAt(UUID owner) {
        return rows.findById(owner).map(Consent::givenAt);
    }

    /// Records consent; giving it again keeps the first time.
    @Transactional
    public Instant give(UUID owner) {
        if (subjects.lockLivingForUpdate(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return rows.findById(owner).map(Consent::givenAt).orElseGet(() -> rows
                .save(new Consent(owner, clock.instant().truncatedTo(ChronoUnit.MILLIS))).givenAt());
    }

    /// Removes consent given up to then; a later one stays.
    ///
    /// @return false when a consent given later stands
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(UUID owner, Instant at) {
        var consent = rows.findById(owner);
        if (consent.isPresent() && consent.get().givenAt().isAfter(at)) {
            return false;
        }
        consent.ifPresent(rows::delete);
        return true;
    }
}
