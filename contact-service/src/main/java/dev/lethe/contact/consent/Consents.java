package dev.lethe.contact.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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

    /// Ends the consent of an owner, whenever it was given.
    ///
    /// @return which it was; empty without consent
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> withdraw(UUID owner) {
        Optional<Consent> consent = rows.findById(owner);
        consent.ifPresent(rows::delete);
        return consent.map(Consent::consentId);
    }

    /// Ends a consent that a restored database has brought back; one that was given anew stays.
    ///
    /// @param consentId null when only the time is known at which it was withdrawn
    /// @return false when another consent stands
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdrawAgain(UUID owner, Instant at, @Nullable UUID consentId) {
        Optional<Consent> consent = rows.findById(owner);
        if (consent.isPresent() && !consent.get().isEndedBy(at, consentId)) {
            return false;
        }
        consent.ifPresent(rows::delete);
        return true;
    }
}
