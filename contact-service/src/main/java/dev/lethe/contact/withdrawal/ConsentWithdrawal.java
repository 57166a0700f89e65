package dev.lethe.contact.withdrawal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.consent.Consents;
import dev.lethe.contact.contact.ContactWiping;
import dev.lethe.events.DeletionEvent.ContactConsentWithdrawn;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;

/// Ends consent and wipes the contacts, in one transaction.
@Component
class ConsentWithdrawal {

    private final Subjects subjects;
    private final Consents consents;
    private final ContactWiping contacts;
    private final Outbox outbox;
    private final Clock clock;

    ConsentWithdrawal(Subjects subjects, Consents consents, ContactWiping contacts, Outbox outbox, Clock clock) {
        this.subjects = subjects;
        this.consents = consents;
        this.contacts = contacts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Ends the consent of a living owner.
    ///
    /// @return how many contacts were wiped
    @Transactional
    public int withdraw(UUID owner) {
        if (subjects.lockLivingForUpdate(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        Optional<UUID> consent = consents.withdraw(owner);
        if (consent.isEmpty()) {
            return 0;
        }
        int wiped = contacts.wipe(owner);
        outbox.record(new ContactConsentWithdrawn(owner, clock.instant().truncatedTo(ChronoUnit.MILLIS),
                consent.get()));
        Failpoints.reach("contact.withdrawal-before-commit");
        return wiped;
    }

    /// Withdraws again after a restore, unless consent was given anew since. What an erased owner had goes anyway.
    @Transactional
    public void repeat(ContactConsentWithdrawn withdrawn) {
        UUID owner = withdrawn.ownerId();
        if (!subjects.lockLivingForUpdate(List.of(owner)).isEmpty()
                && consents.withdrawAgain(owner, withdrawn.at(), withdrawn.consentId())) {
            contacts.wipe(owner);
        }
    }
}
