package dev.lethe.media.file;

import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// A file as the database knows it; the bytes lie in the blob store under the same id.
@Entity
@Table(name = "file")
class StoredFile implements Persistable<UUID> {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private FileState state = FileState.UPLOADING;

    private @Nullable Long size;

    private byte @Nullable [] name;

    @Column(name = "media_type")
    private byte @Nullable [] mediaType;

    @Column(name = "uploader_id")
    private @Nullable UUID uploaderId;

    @Transient
    private boolean stored;

    @SuppressWarnings("NullAway.Init")
    protected StoredFile() {
        // for Hibernate
    }

    StoredFile(UUID id, UUID uploaderId, byte[] sealedName, byte[] sealedMediaType) {
        this.id = id;
        this.uploaderId = uploaderId;
        this.name = sealedName;
        this.mediaType = sealedMediaType;
    }

    /// All bytes are there. Only an upload that nobody ended meanwhile may finish.
    boolean finish(long bytes) {
        if (state != FileState.UPLOADING) {
            return false;
        }
        size = bytes;
        state = FileState.READY;
        return true;
    }

    boolean isReady() { return state == FileState.READY; }

    boolean isUploading() { return state == FileState.UPLOADING; }

    long size() {
        return Objects.requireNonNull(size);
    }

    byte[] sealedName() {
        return Objects.requireNonNull(name);
    }

    byte[] sealedMediaType() {
        return Objects.requireNonNull(mediaType);
    }

    @Override
    public UUID getId() { return id; }

    @Override
    public boolean isNew() { return !stored; }

    @PostLoad
    @PostPersist
    void remember() {
        stored = true;
    }
}
