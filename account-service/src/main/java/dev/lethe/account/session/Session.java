package dev.lethe.account.session;

import java.time.Duration;
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

@Entity
@SuppressWarnings("NullAway.Init")
class Session implements Persistable<UUID> {

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofDays(180);

    @Id
    private UUID id;
    @Column(name = "account_id")
    private UUID accountId;
    @Column(name = "device_name")
    private byte[] deviceName;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "last_used_at")
    private Instant lastUsedAt;
    @Column(name = "family_hash")
    private byte[] familyHash;
    @Column(name = "refresh_hash")
    private byte[] refreshHash;
    @Column(name = "previous_hash")
    private byte @Nullable [] previousHash;
    @Column(name = "rotated_at")
    private @Nullable Instant rotatedAt;
    private boolean retried;
    @Transient
    private boolean fresh;

    protected Session() {
    }

    Session(UUID accountId, RefreshToken token, byte[] deviceName, Instant now) {
        this.id = token.sessionId();
        this.accountId = accountId;
        this.deviceName = deviceName;
        this.startedAt = now;
        this.lastUsedAt = now;
        this.familyHash = token.familyHash();
        this.refreshHash = token.hash();
        this.fresh = true;
    }

    /// What a refresh token shown at `now`, by a request that arrived at `arrivedAt`, is worth. The session must be locked.
    RefreshVerdict judge(RefreshToken token, Instant arrivedAt, Instant now) {
        if (!token.isOfFamily(familyHash)) {
            return RefreshVerdict.STRANGE;
        }
        if (now.isAfter(lastUsedAt.plus(IDLE))) {
            return RefreshVerdict.IDLE;
        }
        if (token.matches(refreshHash)) {
            return RefreshVerdict.CURRENT;
        }
        if (previousHash == null || rotatedAt == null || !token.matches(previousHash)) {
            return RefreshVerdict.REUSED;
        }
        if (arrivedAt.isBefore(rotatedAt)) {
            return RefreshVerdict.OVERTAKEN;
        }
        return !retried && now.isBefore(rotatedAt.plus(GRACE)) ? RefreshVerdict.RETRY : RefreshVerdict.REUSED;
    }

    /// The current token gives way to the next one, and may be shown once more within the grace.
    void rotate(RefreshToken shown, RefreshToken next, Instant now) {
        previousHash = shown.hash();
        refreshHash = next.hash();
        rotatedAt = now;
        lastUsedAt = now;
        retried = false;
    }

    /// The answer to the last rotation was lost: what it carried is void, and there is no second retry.
    void retry(RefreshToken next, Instant now) {
        refreshHash = next.hash();
        lastUsedAt = now;
        retried = true;
    }

    UUID accountId() {
        return accountId;
    }

    byte[] deviceName() {
        return deviceName;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
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
