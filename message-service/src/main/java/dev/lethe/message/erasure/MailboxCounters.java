package dev.lethe.message.erasure;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;

/// Leaves a tombstone that does not tell how much was written, and until when. Nobody counts on in an erased
/// mailbox, so this may come before its rows go.
@Component
@Order(9)
class MailboxCounters implements ErasureStep {
    private final JdbcClient jdbc;

    MailboxCounters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String item() {
        return "mailbox-counters";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        return jdbc.sql("""
                update mailbox
                   set seq = 0, last_id = 0, gone_floor = 0
                 where id = :id and state = 'erased' and (seq, last_id, gone_floor) <> (0, 0, 0)
                """).param("id", context.subject()).update();
    }
}
