package dev.lethe.contact.consent;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// That an owner agreed to have contacts kept, and when. Consent that is given anew is another.
@Entity
class Consent implements Persistable<UUID> {

    @Id
    @Column(name = "owner_id")
    private UUID ownerId;

    @Column(name = "given_at")
    private Instant givenAt;

    /// Null of one from before it had an id: then it is the owner's, the same in every backup.
    @Column(name = "consent_id")
    private @Nullable UUID consentId;

    @Transient
    private boolean stored;

    @SuppressWarnings("NullAway.Init")
    protected Consent() {
        // for Hibernate
    }

    Consent(UUID ownerId, Instant givenAt) {
        this.ownerId = ownerId;
        this.givenAt = givenAt;
        this.consentId = UUID.randomUUID();
    }

    UUID consentId() {
        return consentId == null ? ownerId : consentId;
    }

    /// Whether that withdrawal was of this consent. Where one of the two is from before consents had ids, their times tell.
    ///
    /// @param withdrawn which was withdrawn; null when only the time is known
    boolean isEndedBy(Instant at, @Nullable UUID withdrawn) {
        if (withdrawn == null || (consentId == null && withdrawn.equals(ownerId))) {
            return !givenAt.isAfter(at);
        }
        return withdrawn.equals(consentId);
    }

    Instant givenAt() {
        return givenAt;
    }

    @Override
    public UUID getId() { return ownerId; }

    @Override
    public boolean isNew() { return !stored; }

    @PostLoad
    @PostPersist
    void remember() {
        stored = true;
    }
}
