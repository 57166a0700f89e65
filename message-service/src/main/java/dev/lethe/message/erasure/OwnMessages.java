package dev.lethe.message.erasure;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.lethe.message.history.FileReleases;
import dev.lethe.message.history.Removed;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// Deletes the account's own copies and lets go of the files that they held.
@Component
@Order(2)
class OwnMessages implements ErasureStep {
    private static final String DELETE = """
            delete from message
             where owner_id = :owner
               and id = any (array(select id from message
                                    where owner_id = :owner and id > :after
                                    order by id
                                    limit :limit))
            returning id, file_id, more_files
            """;

    private final JdbcClient jdbc;
    private final FileReleases files;
    /// Where the last batch ended: the index still holds what is gone, and each batch would walk over all of it.
    private final Cache<UUID, Long> reached = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    OwnMessages(JdbcClient jdbc, FileReleases files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    @Override
    public String item() {
        return "message";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        UUID owner = context.subject();
        Long after = reached.asMap().remove(owner);
        List<Removed> removed = after == null ? List.of() : delete(owner, after, limit);
        if (removed.isEmpty()) {
            // whatever the last batch thought: nothing is left when nothing is found from the beginning on
            removed = delete(owner, Long.MIN_VALUE, limit);
        }
        files.release(owner, removed);
        removed.stream().map(copy -> copy.id().value()).max(Long::compare).ifPresent(id -> reached.put(owner, id));
        Failpoints.reach("erasure.own-messages");
        return removed.size();
    }

    private List<Removed> delete(UUID owner, long after, int limit) {
        return jdbc.sql(DELETE)
                .param("owner", owner)
                .param("after", after)
                .param("limit", limit)
                .query(Removed::of)
                .list();
    }
}
