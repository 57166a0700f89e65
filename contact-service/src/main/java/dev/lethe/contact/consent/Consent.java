package dev.lethe.contact.consent;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;

import org.springframework.data.domain.Persistable;

/// That an owner agreed to have contacts kept, and when.
@Entity
class Consent implements Persistable<UUID> {

    @Id
    @Column(name = "owner_id")
    private UUID ownerId;

    @Column(name = "given_at")
    private Instant givenAt;

    @Transient
    private boolean stored;

    @SuppressWarnings("NullAway.Init")
    protected Consent() {
        // for Hibernate
    }

    Consent(UUID ownerId, Instant givenAt) {
        this.ownerId = ownerId;
        this.givenAt = givenAt;
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
