package dev.lethe.message.erasure;

import java.util.List;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.message.history.FileReleases;
import dev.lethe.message.history.Removed;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// Deletes the account's own copies and lets go of the files that they held.
@Component
@Order(2)
class OwnMessages implements ErasureStep {
    private final JdbcClient jdbc;
    private final FileReleases files;

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
        List<Removed> removed = jdbc.sql("""
                delete from message
                 where owner_id = :owner
                   and id in (select id from message where owner_id = :owner order by id limit :limit)
                returning id, file_id
                """)
                .param("owner", context.subject())
                .param("limit", limit)
                .query(Removed::of)
                .list();
        files.release(context.subject(), removed);
        Failpoints.reach("erasure.own-messages");
        return removed.size();
    }
}
