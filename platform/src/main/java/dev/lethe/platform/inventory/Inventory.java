package dev.lethe.platform.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import dev.lethe.platform.problem.PlatformProblems;

/// Counts and shows what a service holds of an account: every table of the data map that has an owner, or names one.
///
/// Counting a large account reads all its rows, so an account has one reading at a time, and a service few; the others wait
/// a moment and are then turned away.
public final class Inventory {

    private static final int AT_ONCE = 2;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int PAGE = 100;

    private record Keyed(Held.Row row, RowCursor cursor) {}

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Set<UUID> reading = ConcurrentHashMap.newKeySet();
    private final JdbcClient jdbc;
    private final InventoryProperties properties;
    private volatile @Nullable Map<String, Relation> relations;

    Inventory(JdbcClient jdbc, InventoryProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /// What is held of the account, by table; tables that hold nothing of it are left out.
    public List<Held> of(UUID account) {
        Map<String, Relation> all = relations();
        String sql = all.values().stream().map(Relation::count).collect(Collectors.joining("\nunion all\n"));
        return inTurn(account, () -> jdbc.sql(sql).param("account", account).query((row, _) -> held(row, all)).list())
                .stream().filter(it -> it.count() > 0).toList();
    }

    /// A page of the rows that are held of the account; nothing if there is no such kind, or the cursor is none of it.
    public Optional<Held.Rows> rows(UUID account, String kind, @Nullable String after) {
        Relation relation = relations().get(kind);
        if (relation == null) {
            return Optional.empty();
        }
        Optional<RowCursor> cursor = RowCursor.parse(after, relation.key().size());
        if (after != null && cursor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inTurn(account, () -> page(relation, account, cursor.orElse(null))));
    }

    private Held.Rows page(Relation relation, UUID account, @Nullable RowCursor after) {
        StatementSpec statement = jdbc.sql(relation.rows(after == null)).param("account", account).param("limit",
                PAGE + 1);
        for (int i = 0; after != null && i < after.key().size(); i++) {
            statement = statement.param("key" + i, after.key().get(i));
        }
        List<Keyed> rows = statement.query((row, _) -> keyed(row, relation)).list();
        List<Held.Row> shown = rows.stream().limit(PAGE).map(Keyed::row).toList();
        return new Held.Rows(shown, rows.size() > PAGE ? rows.get(PAGE - 1).cursor().text() : null);
    }

    private static Keyed keyed(ResultSet row, Relation relation) throws SQLException {
        List<Held.Value> values = new ArrayList<>();
        int at = 1;
        for (Relation.Column column : relation.columns()) {
            values.add(new Held.Value(column.name(), column.protection(), row.getString(at), row.getInt(at + 1)));
            at += 2;
        }
        List<String> key = new ArrayList<>();
        for (int i = 0; i < relation.key().size(); i++) {
            key.add(row.getString(at + i));
        }
        return new Keyed(new Held.Row(values), new RowCursor(key));
    }

    private Held held(ResultSet row, Map<String, Relation> all) throws SQLException {
        String kind = row.getString(1);
        Relation relation = all.get(kind);
        return new Held(kind, relation == null ? "" : relation.about(), row.getLong(2), row.getLong(3),
                row.getObject(4, LocalDate.class), properties.content().get(kind));
    }

    private <T> T inTurn(UUID account, Supplier<T> statement) {
        if (!reading.add(account)) {
            throw PlatformProblems.unavailable();
        }
        try {
            if (!turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw PlatformProblems.unavailable();
            }
            try {
                return statement.get();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlatformProblems.unavailable();
        } catch (DataAccessException e) {
            // a cursor that was made up, too: its parts are no values of the key
            throw PlatformProblems.unavailable();
        } finally {
            reading.remove(account);
        }
    }

    private Map<String, Relation> relations() {
        Map<String, Relation> known = relations;
        if (known == null) {
            known = Relations.read(jdbc, properties);
            relations = known;
        }
        return known;
    }
}
