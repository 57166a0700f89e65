package dev.lethe.account.profile;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

@Entity
@SuppressWarnings("NullAway.Init")
class Account implements Persistable<UUID> {

    enum State {
        LIVE, ERASED
    }

    @Id
    private UUID id;
    @Enumerated(EnumType.STRING)
    private State state;
    private byte @Nullable [] number;
    @Column(name = "first_name")
    private byte @Nullable [] firstName;
    @Column(name = "last_name")
    private byte @Nullable [] lastName;
    @Column(name = "key_id")
    private UUID keyId;
    @Column(name = "created_at")
    private Instant createdAt;
    @Transient
    private boolean fresh;

    protected Account() {
    }

    Account(UUID id, UUID keyId, byte[] number, Instant createdAt) {
        this.id = id;
        this.state = State.LIVE;
        this.keyId = keyId;
        this.number = number;
        this.createdAt = createdAt;
        this.fresh = true;
    }

    void rename(byte @Nullable [] first, byte @Nullable [] last) {
        firstName = first;
        lastName = last;
    }

    void renumber(byte[] sealed) {
        number = sealed;
    }

    void erase() {
        state = State.ERASED;
    }

    boolean isLive() { return state == State.LIVE; }

    byte @Nullable [] number() {
        return number;
    }

    byte @Nullable [] firstName() {
        return firstName;
    }

    byte @Nullable [] lastName() {
        return lastName;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public UUID getId() { return id; }

    @Override
    public boolean isNew() { return fresh; }

    @PostLoad
    @PostPersist
    void stored() {
        fresh = false;
    }
}
