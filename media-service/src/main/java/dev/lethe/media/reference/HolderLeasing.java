package dev.lethe.media.reference;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.subject.Subjects;

/// Leases files to further messages of somebody who holds them already. The sealed key is the holder's own, so that
/// nothing has to be opened.
@Component
class HolderLeasing {

    private final JdbcClient sql;
    private final Subjects subjects;
    private final References references;
    private final ReferenceProperties properties;
    private final Clock clock;

    HolderLeasing(JdbcClient sql, Subjects subjects, References references, ReferenceProperties properties,
            Clock clock) {
        this.sql = sql;
        this.subjects = subjects;
        this.references = references;
        this.properties = properties;
        this.clock = clock;
    }

    record Wanted(UUID file, long message) {}

    /// Keeps uploads that an import waits for longer than others.
    ///
    /// @return those of the files that the account does not hold, or that are not complete
    @Transactional
    public List<UUID> keep(UUID holder, Collection<UUID> files) {
        sql.sql("""
                UPDATE file_reference SET expires_at = greatest(expires_at, :expiresAt)
                WHERE holder_id = :holder AND file_id = ANY(CAST(:files AS uuid[])) AND message_id = 0
                    AND expires_at > :now
                """).param("holder", holder).param("files", text(files))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("expiresAt", clock.instant().plus(properties.prepared()).atOffset(ZoneOffset.UTC)).update();
        return missing(holder, files);
    }

    private List<UUID> missing(UUID holder, Collection<UUID> files) {
        return sql.sql("""
                SELECT DISTINCT f.id FROM unnest(CAST(:files AS uuid[])) AS f (id)
                WHERE NOT EXISTS (SELECT FROM file_reference r JOIN file s ON s.id = r.file_id
                    WHERE r.file_id = f.id AND r.holder_id = :holder AND s.state = 'READY')
                """).param("holder", holder).param("files", text(files))
                .query((row, line) -> row.getObject(1, UUID.class)).list();
    }

    /// Leases each file to its message.
    ///
    /// @return the files of those that could not be leased: not held, or released by this very message before
    @Transactional
    public List<UUID> lease(UUID holder, List<Wanted> wanted) {
        var files = wanted.stream().map(Wanted::file).distinct().toList();
        if (!subjects.lockLiving(List.of(holder)).contains(holder)) {
            return files;
        }
        references.lockFiles(files);
        add(holder, wanted);
        return sql
                .sql("""
                        SELECT DISTINCT w.file FROM unnest(CAST(:files AS uuid[]), CAST(:messages AS bigint[])) AS w (file, message)
                        WHERE NOT EXISTS (SELECT FROM file_reference r
                            WHERE r.file_id = w.file AND r.holder_id = :holder AND r.message_id = w.message)
                        """)
                .param("holder", holder).param("files", text(wanted.stream().map(Wanted::file).toList()))
                .param("messages", messages(wanted)).query((row, line) -> row.getObject(1, UUID.class)).list();
    }

    private void add(UUID holder, List<Wanted> wanted) {
        sql.sql("""
                INSERT INTO file_reference (file_id, holder_id, message_id, file_key, expires_at)
                SELECT w.file, :holder, w.message, held.file_key, :expiresAt
                FROM unnest(CAST(:files AS uuid[]), CAST(:messages AS bigint[])) AS w (file, message)
                JOIN file f ON f.id = w.file AND f.state = 'READY'
                JOIN LATERAL (SELECT r.file_key FROM file_reference r
                    WHERE r.file_id = w.file AND r.holder_id = :holder LIMIT 1) held ON true
                WHERE NOT EXISTS (SELECT FROM released_reference m
                    WHERE m.file_id = w.file AND m.holder_id = :holder AND m.message_id = w.message)
                ON CONFLICT (file_id, holder_id, message_id) DO UPDATE SET expires_at =
                    CASE WHEN file_reference.expires_at IS NULL THEN NULL ELSE excluded.expires_at END
                """).param("holder", holder)
                .param("expiresAt", clock.instant().plus(properties.lease()).atOffset(ZoneOffset.UTC))
                .param("files", text(wanted.stream().map(Wanted::file).toList())).param("messages", messages(wanted))
                .update();
    }

    private static String[] text(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static Long[] messages(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::message).toArray(Long[]::new);
    }
}
