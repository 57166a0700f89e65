package dev.lethe.platform.subject;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Locks the accounts a transaction is about, so that an erasure comes wholly before or wholly after it.
///
/// (A check without a row locks nothing: the erased would have rows again.) Always in the order of PostgreSQL's uuid,
/// so that two transactions never wait for each other.
public final class Subjects {

    private final JdbcClient jdbc;
    private final String table;

    Subjects(JdbcClient jdbc, SubjectTable table) {
        this.jdbc = jdbc;
        this.table = table.table();
    }

    /// Makes missing rows, locks all `FOR SHARE` until the end of the transaction, and returns those who live.
    public Set<UUID> lockLiving(Collection<UUID> ids) {
        return lock(ids, "for share");
    }

    /// As `lockLiving`, but exclusively.
    public Set<UUID> lockLivingForUpdate(Collection<UUID> ids) {
        return lock(ids, "for update");
    }

    /// Whether the account was erased, as far as this service knows. Locks nothing.
    public boolean isErased(UUID id) {
        return jdbc.sql("select state = 'erased' from " + table + " where id = :id").param("id", id)
                .query(Boolean.class).optional().orElse(false);
    }

    private Set<UUID> lock(Collection<UUID> ids, String mode) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("subjects are locked within a transaction");
        }
        if (ids.isEmpty()) {
            return Set.of();
        }
        UUID[] wanted = new TreeSet<>(ids).toArray(UUID[]::new);
        List<UUID> living = living(wanted, mode);
        if (living.size() == wanted.length) {
            return Set.copyOf(living);
        }
        jdbc.sql("insert into " + table + " (id) select unnest(:ids::uuid[]) order by 1 on conflict do nothing")
                .param("ids", wanted).update();
        return living(wanted, mode).stream().collect(Collectors.toUnmodifiableSet());
    }

    private List<UUID> living(UUID[] wanted, String mode) {
        return jdbc
                .sql("select id, state from " + table + " where id = any (:ids::uuid[]) order by id " + mode)
                .param("ids", wanted)
                .query((row, n) -> row.getString(2).equals("live") ? List.of(row.getObject(1, UUID.class))
                        : List.<UUID>of())
                .list().stream().flatMap(List::stream).toList();
    }
}
