package dev.lethe.account.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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
    private byte @Nullable [] successor;

    @Transient
    private boolean fresh;

    protected Session() {
    }

    Session(UUID accountId, RefreshToken token, byte[] deviceName, Instant now) {
        this.id = token.sessionId();
        this.accountId = accountId;
        this.deviceName = deviceName;
        this.startedAt = now;
        this.lastUsedAt = day(now);
        this.familyHash = token.familyHash();
        this.refreshHash = token.hash();
        this.fresh = true;
    }

    /// What a refresh token is worth. The session must be locked.
    ///
    /// @param isIdle whether nobody has used the session for too long
    RefreshVerdict judge(RefreshToken token, boolean isIdle) {
        if (!token.isOfFamily(familyHash)) {
            return RefreshVerdict.STRANGE;
        }
        if (isIdle) {
            return RefreshVerdict.IDLE;
        }
        if (token.matches(refreshHash)) {
            return RefreshVerdict.CURRENT;
        }
        boolean isPredecessor = previousHash != null && successor != null && token.matches(previousHash);
        return isPredecessor ? RefreshVerdict.RETRY : RefreshVerdict.REUSED;
    }

    /// The current token gives way to the next one. Until that one is used, the token shown now is answered with it again.
    RefreshToken rotate(RefreshToken shown, Instant now) {
        RefreshToken next = shown.next();
        previousHash = shown.hash();
        refreshHash = next.hash();
        successor = shown.sealNext(next);
        lastUsedAt = day(now);
        return next;
    }

    /// The answer to the last rotation was lost, or several asked at once: it is given once more, the same one.
    RefreshToken repeat(RefreshToken shown, Instant now) {
        lastUsedAt = day(now);
        return shown.openNext(Objects.requireNonNull(successor));
    }

    /// What is kept of a use is its day.
    static Instant day(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
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
