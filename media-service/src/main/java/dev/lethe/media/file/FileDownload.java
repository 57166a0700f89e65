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

    private final FileDescriptions descriptions;
    private final Holders holders;
    private final BlobStore blobs;
    private final Vault vault;

    FileDownload(FileDescriptions descriptions, Holders holders, BlobStore blobs, Vault vault) {
        this.descriptions = descriptions;
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
        return new Opened(descriptions.of(id, key), new FileSealing(key, id));
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
