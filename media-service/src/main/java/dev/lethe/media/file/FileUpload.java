package dev.lethe.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.media.MediaProblems;
import dev.lethe.media.blob.BlobMissingException;
import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobStoreException;
import dev.lethe.media.blob.BlobWriting;
import dev.lethe.media.reference.FileKey;
import dev.lethe.media.reference.Holders;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.Vault;

/// Takes a file in: its row first, then the bytes, then a last look whether uploader and row still live.
@Component
class FileUpload {

    private static final Logger LOG = LoggerFactory.getLogger(FileUpload.class);

    private final TransactionOperations transactions;
    private final Subjects subjects;
    private final StoredFiles files;
    private final Holders holders;
    private final BlobStore blobs;
    private final Vault vault;
    private final FileProperties properties;

    FileUpload(TransactionOperations transactions, Subjects subjects, StoredFiles files, Holders holders,
            BlobStore blobs, Vault vault, FileProperties properties) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.files = files;
        this.holders = holders;
        this.blobs = blobs;
        this.vault = vault;
        this.properties = properties;
    }

    /// Stores the file, or leaves nothing.
    ///
    /// @param announced the size the client announced, -1 if it did not
    FileDescription upload(UUID uploader, FileName name, String type, long announced, InputStream body) {
        long limit = properties.maxSize().toBytes();
        if (announced > limit) {
            throw MediaProblems.FILE_TOO_LARGE.asProblem().with("limit", limit);
        }
        var id = UUID.randomUUID();
        var key = FileKey.random();
        var sealing = new FileSealing(key, id);
        var sealedKey = key.sealFor(vault.key(uploader), uploader, id);
        transactions.executeWithoutResult(status -> begin(uploader, sealedKey, new StoredFile(id,
                sealing.sealText("name", name.text()), sealing.sealText("media_type", type))));
        try {
            return new FileDescription(id, name, type, store(uploader, id, sealing, body));
        } catch (IOException gone) {
            throw MediaProblems.UPLOAD_INCOMPLETE.asProblem();
        } catch (BlobStoreException failed) {
            LOG.error("an upload could not be stored", failed);
            throw MediaProblems.STORE_UNAVAILABLE.asProblem().retryAfter(MediaProblems.STORE_PAUSE);
        }
    }

    private long store(UUID uploader, UUID id, FileSealing sealing, InputStream body) throws IOException {
        boolean done = false;
        try (var blob = blobs.write(id)) {
            long size = new SegmentWriter(sealing, blob, properties.maxSize().toBytes()).write(body);
            Failpoints.reach("media.upload-before-finish");
            transactions.executeWithoutResult(status -> finish(uploader, id, blob, size));
            done = true;
            return size;
        } finally {
            if (!done) {
                abandon(uploader, id);
            }
        }
    }

    private void begin(UUID uploader, byte[] sealedKey, StoredFile file) {
        if (!subjects.lockLiving(List.of(uploader)).contains(uploader)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        files.save(file);
        holders.addUploader(file.getId(), uploader, sealedKey);
    }

    private void finish(UUID uploader, UUID id, BlobWriting blob, long size) {
        if (!subjects.lockLiving(List.of(uploader)).contains(uploader)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        var file = files.lockById(id).filter(StoredFile::isUploading)
                .orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        try {
            blob.complete();
        } catch (BlobMissingException deleted) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        file.finish(size);
        Failpoints.reach("media.upload-before-commit");
    }

    private void abandon(UUID uploader, UUID id) {
        try {
            holders.dropUnattached(id, uploader);
        } catch (RuntimeException e) {
            LOG.warn("an aborted upload is left to its expiry: {}", e.getClass().getSimpleName());
        }
    }
}
