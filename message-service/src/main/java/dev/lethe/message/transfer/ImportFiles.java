package dev.lethe.message.transfer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.platform.vault.SubjectKey;

/// Which uploaded file stands for which path of an export. Paths are known by their HMAC only.
@Repository
class ImportFiles {
    private final JdbcClient jdbc;

    ImportFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(SubjectKey key, UUID owner, UUID job, Map<String, UUID> files) {
        List<String> paths = List.copyOf(files.keySet());
        jdbc.sql("""
                insert into import_file (owner_id, job_id, path, file_id)
                select :owner, :job, path, file_id
                  from unnest(:paths, cast(:files as uuid[])) as f (path, file_id)
                    on conflict (owner_id, job_id, path) do update set file_id = excluded.file_id
                """)
                .param("owner", owner)
                .param("job", job)
                .param("paths", hashes(key, paths))
                .param("files", SqlArrays.texts(paths, files::get))
                .update();
    }

    /// The files of those paths that have one.
    Map<String, UUID> find(SubjectKey key, ImportJob job, Collection<String> paths) {
        List<String> asked = new ArrayList<>(paths);
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<String, UUID> found = new HashMap<>();
        jdbc.sql("""
                select a.n, f.file_id
                  from unnest(:paths) with ordinality as a (path, n)
                  join import_file f on f.owner_id = :owner and f.job_id = :job and f.path = a.path
                """)
                .param("owner", job.owner())
                .param("job", job.id())
                .param("paths", hashes(key, asked))
                .query(row -> {
                    found.put(asked.get(row.getInt(1) - 1), row.getObject(2, UUID.class));
                });
        return found;
    }

    private static byte[][] hashes(SubjectKey key, List<String> paths) {
        return paths.stream()
                .map(path -> key.blindIndex("import-path", path.getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
    }
}
