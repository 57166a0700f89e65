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
import dev.lethe.media.quota.StorageQuota;
import dev.lethe.media.reference.FileKey;
import dev.lethe.media.reference.Holders;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.FailureText;
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
    private final TransferPlaces places;
    private final StorageQuota quota;
    private final FileProperties properties;

    FileUpload(TransactionOperations transactions, Subjects subjects, StoredFiles files, Holders holders,
            BlobStore blobs, Vault vault, TransferPlaces places, StorageQuota quota, FileProperties properties) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.files = files;
        this.holders = holders;
        this.blobs = blobs;
        this.vault = vault;
        this.places = places;
        this.quota = quota;
        this.properties = properties;
    }

    /// Stores the file, or leaves nothing.
    ///
    /// @param announced the size the client announced, -1 if it did not
    FileDescription upload(UUID uploader, FileName name, String type, long announced, InputStream body) {
        try (var _ = places.forUpload(uploader)) {
            return stored(uploader, name, type, limit(uploader, announced), body);
        }
    }

    private UploadLimit limit(UUID uploader, long announced) {
        long largest = properties.maxSize().toBytes();
        long left = quota.left(uploader);
        var limit = largest <= left
                ? new UploadLimit(largest, () -> MediaProblems.FILE_TOO_LARGE.asProblem().with("limit", largest))
                : new UploadLimit(left, quota::full);
        limit.check(announced);
        return limit;
    }

    private FileDescription stored(UUID uploader, FileName name, String type, UploadLimit limit, InputStream body) {
        var id = UUID.randomUUID();
        var key = FileKey.random();
        var sealing = new FileSealing(key, id);
        var sealedKey = key.sealFor(vault.key(uploader), uploader, id);
        transactions.executeWithoutResult(status -> begin(uploader, sealedKey, new StoredFile(id, uploader,
                sealing.sealText("name", name.text()), sealing.sealText("media_type", type))));
        try {
            return new FileDescription(id, name, type, store(uploader, id, sealing, limit, body));
        } catch (IOException gone) {
            throw MediaProblems.UPLOAD_INCOMPLETE.asProblem();
        } catch (BlobMissingException deleted) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        } catch (BlobStoreException failed) {
            LOG.error("an upload could not be stored: {}", FailureText.of(failed));
            throw MediaProblems.STORE_UNAVAILABLE.asProblem().retryAfter(MediaProblems.STORE_PAUSE);
        }
    }

    private long store(UUID uploader, UUID id, FileSealing sealing, UploadLimit limit, InputStream body)
            throws IOException {
        boolean done = false;
        try (var blob = blobs.write(id)) {
            long size = new SegmentWriter(sealing, blob, limit).write(body);
            // what takes as long as the disk does is done before and after the transaction, never within
            blob.force();
            Failpoints.reach("media.upload-before-finish");
            transactions.executeWithoutResult(status -> finish(uploader, id, blob, size));
            blob.forceName();
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
        quota.add(new StorageQuota.Charge(uploader, size));
        blob.complete();
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
