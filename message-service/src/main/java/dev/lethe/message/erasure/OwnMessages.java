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
    // Nobody waits for these rows: a mailbox that has ended takes no more messages.
    private static final int LIMITS_AT_ONCE = 4;

    // The planner takes a range whose end it does not know for a third of the mailbox, and would read all of the partition.
    static final String SETTLE = "select set_config('enable_seqscan', 'off', true)";
    static final String DELETE = """
            delete from message
             where owner_id = :owner
               and id <= (select max(id)
                            from (select id from message where owner_id = :owner order by id limit :limit) oldest)
            returning id, file_id
            """;

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
        jdbc.sql(SETTLE).query().singleRow();
        List<Removed> removed = jdbc.sql(DELETE)
                .param("owner", context.subject())
                .param("limit", LIMITS_AT_ONCE * limit)
                .query(Removed::of)
                .list();
        files.release(context.subject(), removed);
        Failpoints.reach("erasure.own-messages");
        return removed.size();
    }
}
