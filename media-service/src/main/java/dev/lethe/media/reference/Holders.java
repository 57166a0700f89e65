package dev.lethe.media.reference;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.platform.vault.SubjectKey;

/// Who holds which file, for uploads and downloads.
@Component
public class Holders {

    private final References references;
    private final ReferenceProperties properties;
    private final Clock clock;

    Holders(References references, ReferenceProperties properties, Clock clock) {
        this.references = references;
        this.properties = properties;
        this.clock = clock;
    }

    /// Makes the uploader the first holder, for as long as an upload waits for its message.
    @Transactional(propagation = Propagation.MANDATORY)
    public void addUploader(UUID file, UUID uploader, byte[] sealedKey) {
        references.add(file, Map.of(new Holding(uploader, References.UNATTACHED), sealedKey),
                clock.instant().plus(properties.unattached()));
    }

    /// The file's key, if the account holds the file.
    public Optional<FileKey> keyFor(UUID holder, SubjectKey holderKey, UUID file) {
        return references.sealedKey(file, holder).map(sealed -> FileKey.open(holderKey, holder, file, sealed));
    }

    /// Whether the account holds the file.
    public boolean holds(UUID holder, UUID file) {
        return references.sealedKey(file, holder).isPresent();
    }

    /// Drops the uploader's own reference that no message has taken over.
    ///
    /// @return 1, or 0 when there was none
    @Transactional
    public int dropUnattached(UUID file, UUID uploader) {
        if (references.lockFiles(List.of(file)).isEmpty()) {
            return 0;
        }
        int dropped = references.delete(file, List.of(new Holding(uploader, References.UNATTACHED)));
        references.doomUnheld(List.of(file), null);
        return dropped;
    }

    /// Releases a batch of what an erased account holds.
    ///
    /// @return how many references went, 0 only when none is left
    @Transactional(propagation = Propagation.MANDATORY)
    public int releaseAllOf(UUID erased, int limit) {
        int released = 0;
        var batch = references.ofHolder(erased, limit);
        while (released == 0 && !batch.isEmpty()) {
            released = release(erased, batch);
            if (released == 0) {
                // others released all of these while the lock was awaited, which says nothing about the rest
                batch = references.ofHolder(erased, limit);
            }
        }
        return released;
    }

    private int release(UUID erased, List<References.Reference> batch) {
        var files = batch.stream().map(References.Reference::file).distinct().toList();
        references.lockFiles(files);
        int released = 0;
        var byFile = batch.stream().collect(Collectors.groupingBy(References.Reference::file,
                Collectors.mapping(row -> new Holding(row.holder(), row.message()), Collectors.toList())));
        for (var entry : byFile.entrySet()) {
            released += references.delete(entry.getKey(), entry.getValue());
        }
        references.doomUnheld(files, erased);
        return released;
    }
}
