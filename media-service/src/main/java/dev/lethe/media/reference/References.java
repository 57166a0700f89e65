package dev.lethe.media.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.media.quota.StorageQuota;

/// All references, in sets. Whoever changes a file's references holds the lock of its row: without it two last holders
/// would each see the other and leave bytes that nobody holds.
@Repository
class References {

    /// Stands for "no message yet".
    static final long UNATTACHED = 0;

    private final JdbcClient sql;
    private final StorageQuota quota;

    References(JdbcClient sql, StorageQuota quota) {
        this.sql = sql;
        this.quota = quota;
    }

    /// One reference.
    record Reference(UUID file, UUID holder, long message) {

        static Reference of(ResultSet row, int line) throws SQLException {
            return new Reference(row.getObject("file_id", UUID.class), row.getObject("holder_id", UUID.class),
                    row.getLong("message_id"));
        }
    }

    /// @param size of the file; null while it is uploaded
    private record Deleted(UUID holder, long message, @Nullable Long size) {

        static Deleted of(ResultSet row, int line) throws SQLException {
            return new Deleted(row.getObject("holder_id", UUID.class), row.getLong("message_id"),
                    row.getObject("size", Long.class));
        }
    }

    /// Locks the rows of files in id order.
    ///
    /// @return those that exist
    List<UUID> lockFiles(Collection<UUID> files) {
        return sql.sql("SELECT id FROM file WHERE id = ANY(CAST(:files AS uuid[])) ORDER BY id FOR UPDATE")
                .param("files", text(files)).query((row, line) -> row.getObject("id", UUID.class)).list();
    }

    boolean lockReadyFile(UUID file) {
        return sql.sql("SELECT id FROM file WHERE id = :file AND state = 'READY' FOR UPDATE").param("file", file)
                .query((row, line) -> row.getObject("id", UUID.class)).optional().isPresent();
    }

    /// The file's key as sealed for a holder, through whichever reference.
    Optional<byte[]> sealedKey(UUID file, UUID holder) {
        return sql.sql("SELECT file_key FROM file_reference WHERE file_id = :file AND holder_id = :holder LIMIT 1")
                .param("file", file).param("holder", holder).query((row, line) -> row.getBytes("file_key"))
                .optional();
    }

    void add(UUID file, Map<Holding, byte[]> sealedKeys, Instant expiresAt) {
        var holdings = List.copyOf(sealedKeys.keySet());
        sql.sql("""
                INSERT INTO file_reference (file_id, holder_id, message_id, file_key, expires_at)
                SELECT :file, h.holder, h.message, h.file_key, :expiresAt
                FROM unnest(CAST(:holders AS uuid[]), CAST(:messages AS bigint[]), :keys) AS h (holder, message, file_key)
                WHERE NOT EXISTS (SELECT FROM released_reference m
                    WHERE m.file_id = :file AND m.holder_id = h.holder AND m.message_id = h.message)
                ON CONFLICT (file_id, holder_id, message_id) DO UPDATE SET expires_at =
                    CASE WHEN file_reference.expires_at IS NULL THEN NULL ELSE excluded.expires_at END
                """)
                .param("file", file).param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .param("holders", holders(holdings)).param("messages", messages(holdings))
                .param("keys", holdings.stream().map(sealedKeys::get).toArray(byte[][]::new)).update();
    }

    /// Makes leases last. The holders' own not yet attached references have done their work.
    void confirm(UUID file, List<Holding> holdings) {
        sql.sql("""
                UPDATE file_reference r SET expires_at = NULL
                FROM unnest(CAST(:holders AS uuid[]), CAST(:messages AS bigint[])) AS h (holder, message)
                WHERE r.file_id = :file AND r.holder_id = h.holder AND r.message_id = h.message
                """).param("file", file).param("holders", holders(holdings)).param("messages", messages(holdings))
                .update();
        deleteUnattached(file, holdings);
    }

    /// Deletes references.
    ///
    /// @return how many there were
    int delete(UUID file, List<Holding> holdings) {
        return counted(sql.sql("""
                DELETE FROM file_reference r
                USING unnest(CAST(:holders AS uuid[]), CAST(:messages AS bigint[])) AS h (holder, message), file f
                WHERE r.file_id = :file AND r.holder_id = h.holder AND r.message_id = h.message AND f.id = r.file_id
                RETURNING r.holder_id, r.message_id, f.size
                """).param("file", file).param("holders", holders(holdings)).param("messages", messages(holdings))
                .query(Deleted::of).list());
    }

    /// Only those that are still unconfirmed and past their time.
    void deleteExpired(UUID file, List<Holding> holdings, Instant now) {
        sql.sql("""
                DELETE FROM file_reference r
                USING unnest(CAST(:holders AS uuid[]), CAST(:messages AS bigint[])) AS h (holder, message)
                WHERE r.file_id = :file AND r.holder_id = h.holder AND r.message_id = h.message AND r.expires_at < :now
                """).param("file", file).param("holders", holders(holdings)).param("messages", messages(holdings))
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /// Deletes a batch of uploads that nobody sent, under the locks of their files; those that others lock are theirs.
    ///
    /// @return the files
    List<UUID> deleteExpiredUploads(Instant now, int limit) {
        var files = sql.sql("""
                SELECT f.id FROM file_reference r JOIN file f ON f.id = r.file_id
                WHERE r.message_id = 0 AND r.expires_at < :now
                ORDER BY r.expires_at LIMIT :limit FOR UPDATE OF f SKIP LOCKED
                """).param("now", now.atOffset(ZoneOffset.UTC)).param("limit", limit)
                .query((row, line) -> row.getObject("id", UUID.class)).list();
        counted(sql.sql("""
                DELETE FROM file_reference r USING file f
                WHERE f.id = r.file_id AND f.id = ANY(CAST(:files AS uuid[])) AND r.message_id = 0
                    AND r.expires_at < :now
                RETURNING r.holder_id, r.message_id, f.size
                """).param("files", text(files)).param("now", now.atOffset(ZoneOffset.UTC)).query(Deleted::of)
                .list());
        return files;
    }

    private int counted(List<Deleted> deleted) {
        quota.endWaiting(deleted.stream().filter(row -> row.message() == UNATTACHED && row.size() != null)
                .map(row -> new StorageQuota.Charge(row.holder(), Objects.requireNonNull(row.size()))).toList());
        return deleted.size();
    }

    void deleteUnattached(UUID file, List<Holding> holdings) {
        delete(file, holdings.stream().map(Holding::holderId).distinct()
                .map(holder -> new Holding(holder, UNATTACHED)).toList());
    }

    void mark(UUID file, List<Holding> released, Instant at) {
        sql.sql("""
                INSERT INTO released_reference (file_id, holder_id, message_id, released_at)
                SELECT :file, h.holder, h.message, :at
                FROM unnest(CAST(:holders AS uuid[]), CAST(:messages AS bigint[])) AS h (holder, message)
                ON CONFLICT DO NOTHING
                """).param("file", file).param("at", at.atOffset(ZoneOffset.UTC))
                .param("holders", holders(released)).param("messages", messages(released)).update();
    }

    void forgetMarks(Instant before) {
        sql.sql("DELETE FROM released_reference WHERE released_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    /// Hands files that nobody holds to the removal of their bytes. Their rows are locked by the caller.
    ///
    /// @param erased the account whose erasure this is, if it is one
    void doomUnheld(Collection<UUID> files, @Nullable UUID erased) {
        sql.sql("""
                UPDATE file f SET state = 'DOOMED', doomed_for = CAST(:erased AS uuid)
                WHERE f.id = ANY(CAST(:files AS uuid[])) AND f.state <> 'DOOMED'
                    AND NOT EXISTS (SELECT FROM file_reference r WHERE r.file_id = f.id)
                """).param("files", text(files)).param("erased", erased).update();
    }

    List<Reference> ofHolder(UUID holder, int limit) {
        return sql.sql("""
                SELECT file_id, holder_id, message_id FROM file_reference WHERE holder_id = :holder
                ORDER BY message_id LIMIT :limit
                """).param("holder", holder).param("limit", limit).query(Reference::of).list();
    }

    List<Reference> ofMessages(UUID holder, List<Long> messages) {
        return sql.sql("""
                SELECT file_id, holder_id, message_id FROM file_reference
                WHERE holder_id = :holder AND message_id = ANY(CAST(:messages AS bigint[])) AND message_id <> 0
                """).param("holder", holder).param("messages", messages.stream().toArray(Long[]::new))
                .query(Reference::of).list();
    }

    List<Reference> expiredLeases(Instant now, int limit) {
        return sql.sql("""
                SELECT file_id, holder_id, message_id FROM file_reference WHERE expires_at < :now AND message_id <> 0
                ORDER BY expires_at LIMIT :limit
                """).param("now", now.atOffset(ZoneOffset.UTC)).param("limit", limit)
                .query(Reference::of).list();
    }

    private static String[] text(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String[] holders(List<Holding> holdings) {
        return holdings.stream().map(holding -> holding.holderId().toString()).toArray(String[]::new);
    }

    private static Long[] messages(List<Holding> holdings) {
        return holdings.stream().map(Holding::messageId).toArray(Long[]::new);
    }
}
