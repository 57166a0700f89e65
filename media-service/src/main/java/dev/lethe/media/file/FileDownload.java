package dev.lethe.media.file;

import java.io.InputStream;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.lethe.media.MediaProblems;
import dev.lethe.media.blob.BlobMissingException;
import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobStoreException;
import dev.lethe.media.reference.Holders;
import dev.lethe.platform.problem.FailureText;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Vault;

/// Gives a file to those who hold it. For everybody else it is not there.
@Component
class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    private final StoredFiles files;
    private final Holders holders;
    private final BlobStore blobs;
    private final Vault vault;

    FileDownload(StoredFiles files, Holders holders, BlobStore blobs, Vault vault) {
        this.files = files;
        this.holders = holders;
        this.blobs = blobs;
        this.vault = vault;
    }

    /// A file opened for one of its holders.
    record Opened(FileDescription description, FileSealing sealing) {}

    Opened open(UUID holder, UUID id) {
        if (!holders.holds(holder, id)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        var key = holders.keyFor(holder, vault.key(holder), id).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        var file = files.findById(id).filter(StoredFile::isReady).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        var sealing = new FileSealing(key, id);
        return new Opened(new FileDescription(id, new FileName(sealing.openText("name", file.sealedName())),
                sealing.openText("media_type", file.sealedMediaType()), file.size()), sealing);
    }

    /// The blob from the first segment of the range on.
    InputStream sealedBytes(UUID id, ByteRange range) {
        try {
            return blobs.read(id, SegmentReader.offset(range));
        } catch (BlobMissingException deleted) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        } catch (BlobStoreException failed) {
            LOG.error("a file could not be read: {}", FailureText.of(failed));
            throw MediaProblems.STORE_UNAVAILABLE.asProblem().retryAfter(MediaProblems.STORE_PAUSE);
        }
    }
}
