package dev.lethe.platform.erasure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.subject.SubjectTable;
import dev.lethe.platform.turn.Rounds;

/// Looks for rows of accounts whose erasure was done, whatever left them there, and takes such an erasure up again. A few
/// accounts at a time, by the indexes that erasures use themselves; all of them again some hours later. It begins anywhere, so that
/// replicas, and those that take their place before all were looked at, look at others.
final class LeftRows extends Rounds {

    private enum Finding {
        NOTHING, ROWS, UNKNOWN
    }

    private static final Logger LOG = LoggerFactory.getLogger(LeftRows.class);
    private static final int AT_ONCE = 100;
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration REST_AFTER_ALL = Duration.ofHours(6);
    private static final UUID BEGINNING = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final String table;
    private final PlanRunner plan;
    private UUID reached = UUID.randomUUID();
    private boolean hasBegunAtTheBeginning;

    LeftRows(JdbcClient jdbc, SubjectTable table, PlanRunner plan) {
        super("left rows");
        this.jdbc = jdbc;
        this.table = table.table();
        this.plan = plan;
    }

    @Override
    protected Duration round() {
        List<UUID> some = done();
        tell(some.stream().collect(Collectors.groupingBy(this::look, Collectors.counting())));
        if (some.size() == AT_ONCE) {
            reached = some.getLast();
            return REST;
        }
        boolean isThrough = hasBegunAtTheBeginning;
        reached = BEGINNING;
        hasBegunAtTheBeginning = true;
        return isThrough ? REST_AFTER_ALL : Duration.ZERO;
    }

    /// One that fails holds up nobody behind it, and is looked at again with all the others.
    private Finding look(UUID subject) {
        try {
            if (!plan.isLeft(subject)) {
                return Finding.NOTHING;
            }
            takeUpAgain(subject);
            return Finding.ROWS;
        } catch (RuntimeException _) {
            return Finding.UNKNOWN;
        }
    }

    private static void tell(Map<Finding, Long> found) {
        if (found.containsKey(Finding.ROWS)) {
            LOG.warn("rows were left of {} erased accounts; they go now", found.get(Finding.ROWS));
        }
        if (found.containsKey(Finding.UNKNOWN)) {
            LOG.warn("whether rows are left of {} erased accounts cannot be told", found.get(Finding.UNKNOWN));
        }
    }

    private List<UUID> done() {
        return jdbc.sql("""
                select id from %s where state = 'erased' and erasure_done and id > :reached
                order by id limit :some""".formatted(table)).param("reached", reached).param("some", AT_ONCE)
                .query((row, n) -> row.getObject(1, UUID.class)).list();
    }

    private void takeUpAgain(UUID subject) {
        jdbc.sql("""
                with again as (
                    update %s set erasure_done = false where id = :subject and erasure_done
                    returning id, erasure_id, erased_at)
                insert into erasure_work (subject, erasure_id, for_everyone, erased_at)
                select id, erasure_id, false, erased_at from again
                on conflict do nothing""".formatted(table)).param("subject", subject).update();
    }
}
