package dev.lethe.media.removal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobStoreException;
import dev.lethe.media.blob.StoreMark;

/// Tells whether this database knows all that the store of blobs has seen. An empty, foreign or older one does not, and
/// what it has no row of is no litter: nothing goes for its age until an operator says so.
///
/// Both hold one id and a mark that rises each minute, in the database first. So the store's is never the higher one,
/// unless the database went back.
@Component
public class StoreTie {

    private static final Logger LOG = LoggerFactory.getLogger(StoreTie.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final BlobStore blobs;

    StoreTie(JdbcClient jdbc, TransactionOperations transactions, BlobStore blobs) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /// Whether the database is the store's own and not behind it.
    ///
    /// @throws BlobStoreException when the store does not tell
    public boolean holds() {
        // in this order: another replica may raise both in between
        var left = blobs.mark();
        var known = ofDatabase();
        if (known.isPresent() && left.isPresent()) {
            return known.get().storeId().equals(left.get().storeId()) && known.get().mark() >= left.get().mark();
        }
        return known.isPresent() ? !hasBlobs() : left.isEmpty() && (knowsFiles() || !hasBlobs());
    }

    /// Raises both marks, and makes them for a new installation.
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1M")
    void raise() {
        try {
            var left = blobs.mark();
            if (holds()) {
                write(left);
                return;
            }
            LOG.error("this database does not belong to the store of blobs, or is an older copy: no blob is collected");
        } catch (BlobStoreException away) {
            LOG.warn("the mark of the store of blobs cannot be read or written");
        }
    }

    /// Never lowers the store's mark: the database may have been replaced by an older copy in this moment.
    private void write(Optional<StoreMark> left) {
        var raised = raised();
        if (left.isEmpty() || left.get().mark() < raised.mark()) {
            blobs.mark(raised);
        }
    }

    /// An operator's word: the store as it is belongs to this database, and what has no row may go, once.
    void release() {
        var left = readable().orElseGet(() -> new StoreMark(UUID.randomUUID(), 0));
        var tied = transactions.execute(status -> {
            lock();
            long known = ofDatabase().map(StoreMark::mark).orElse(0L);
            jdbc.sql("delete from blob_tie").update();
            var mark = new StoreMark(left.storeId(), Math.max(left.mark(), known) + 1);
            jdbc.sql("insert into blob_tie (store_id, mark, released) values (:id, :mark, true)")
                    .param("id", mark.storeId()).param("mark", mark.mark()).update();
            return mark;
        });
        // not by raising: a store that lost its mark holds blobs, and would not be believed
        blobs.mark(Objects.requireNonNull(tied));
    }

    /// A mark that cannot be read, since a file was damaged, ties nothing.
    private Optional<StoreMark> readable() {
        try {
            return blobs.mark();
        } catch (BlobStoreException damaged) {
            return Optional.empty();
        }
    }

    boolean isReleased() {
        return jdbc.sql("select exists (select from blob_tie where released)").query(Boolean.class).single();
    }

    /// What was released is gone; from now on the valve counts again.
    void end() {
        jdbc.sql("update blob_tie set released = false where released").update();
    }

    private void lock() {
        jdbc.sql("lock table blob_tie in exclusive mode").update();
    }

    private StoreMark raised() {
        var raised = transactions.execute(status -> {
            lock();
            jdbc.sql("""
                    insert into blob_tie (store_id, mark) select :id, 0
                    where not exists (select from blob_tie)""").param("id", UUID.randomUUID()).update();
            return jdbc.sql("update blob_tie set mark = mark + 1 returning store_id, mark")
                    .query((row, line) -> new StoreMark(row.getObject("store_id", UUID.class), row.getLong("mark")))
                    .single();
        });
        return Objects.requireNonNull(raised);
    }

    private Optional<StoreMark> ofDatabase() {
        return jdbc.sql("select store_id, mark from blob_tie")
                .query((row, line) -> new StoreMark(row.getObject("store_id", UUID.class), row.getLong("mark")))
                .optional();
    }

    private boolean knowsFiles() {
        return jdbc.sql("select exists (select from file)").query(Boolean.class).single();
    }

    private boolean hasBlobs() {
        try (var all = blobs.untouchedSince(Instant.MAX)) {
            return all.findAny().isPresent();
        }
    }
}
