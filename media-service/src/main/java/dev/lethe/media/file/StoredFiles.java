package dev.lethe.media.file;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StoredFiles extends Repository<StoredFile, UUID> {

    StoredFile save(StoredFile file);

    Optional<StoredFile> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select file from StoredFile file where file.id = :id")
    Optional<StoredFile> lockById(UUID id);
}
