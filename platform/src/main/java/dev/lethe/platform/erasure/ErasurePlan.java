package dev.lethe.platform.erasure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/// What must go with an account, generated from the data map: nothing in it reads a sealed value.
final class ErasurePlan {

    /// One statement that removes (or blanks) at most `limit` rows of a relation.
    ///
    /// @param item the relation's name, under which the rows are counted
    /// @param rows the condition that some are left
    record Step(String item, String sql, String rows) {

        int run(JdbcClient jdbc, UUID subject, int limit) {
            return jdbc.sql(sql).param("subject", subject).param("limit", limit).update();
        }
    }

    private final List<Step> steps;

    private ErasurePlan(List<Step> steps) {
        this.steps = steps;
    }

    static ErasurePlan of(DataMap map) {
        if (!map.faults().isEmpty()) {
            throw new IllegalStateException("the data map has faults: " + map.faults());
        }
        Map<String, Step> steps = new LinkedHashMap<>();
        for (ColumnEntry entry : map.columns()) {
            String owner = entry.mentions() == null ? entry.subject() : entry.mentions();
            if (owner == null) {
                continue;
            }
            switch (entry.fate()) {
                case ROW -> steps.putIfAbsent(entry.table() + "/" + owner, deletion(entry.table(), owner));
                case NULL -> steps.put(entry.table() + "/" + entry.column(), blanking(entry, owner));
                case KEEP -> {
                }
            }
        }
        return new ErasurePlan(List.copyOf(steps.values()));
    }

    /// Whether anything is left, as a statement sees it that begins now.
    boolean isLeft(JdbcClient jdbc, UUID subject) {
        return !steps.isEmpty()
                && jdbc.sql("select " + steps.stream().map(Step::rows).collect(Collectors.joining(" or ")))
                        .param("subject", subject).query(Boolean.class).single();
    }

    List<Step> steps() {
        return new ArrayList<>(steps);
    }

    private static Step deletion(String table, String owner) {
        return new Step(table, """
                delete from %1$s where %2$s = :subject and (tableoid, ctid) in
                    (select tableoid, ctid from %1$s where %2$s = :subject limit :limit)""".formatted(table, owner),
                "exists (select 1 from %s where %s = :subject)".formatted(table, owner));
    }

    private static Step blanking(ColumnEntry entry, String owner) {
        return new Step(entry.table() + "." + entry.column(), """
                update %1$s set %3$s = null where %2$s = :subject and %3$s is not null and (tableoid, ctid) in
                    (select tableoid, ctid from %1$s where %2$s = :subject and %3$s is not null limit :limit)"""
                .formatted(entry.table(), owner, entry.column()),
                "exists (select 1 from %s where %s = :subject and %s is not null)".formatted(entry.table(), owner,
                        entry.column()));
    }
}
