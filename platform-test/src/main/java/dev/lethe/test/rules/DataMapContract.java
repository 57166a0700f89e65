package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.erasure.ColumnEntry;
import dev.lethe.platform.erasure.DataMap;
import dev.lethe.test.postgres.PostgresServer;

/// A service's tables are on the data map, column by column, or the build fails: what is not on it is not erased.
public abstract class DataMapContract {
    private static final Pattern ACCOUNT = Pattern
            .compile(
                    "(account|owner|sender|partner|peer|holder|subject|recipient|participant|mailbox|author|inviter)(_id)?"
                            + "|.+_(account|owner|subject)(_id)?");

    private static final Set<String> PASSING = Set.of("until-receipt", "one-day-or-until-executed", "until-published",
            "until-replayed");

    private record Place(String table, String column) {
        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    /// Flyway's locations, as the service sets them.
    protected List<String> locations() {
        return List.of("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject", "classpath:db/migration",
                "classpath:db/always");
    }

    /// Columns, as `table.column`, that sound like an account's id and are none.
    protected Set<String> notAccounts() {
        return Set.of();
    }

    @Test
    void knowsEveryColumn() {
        assertThat(DataMap.read(migrated()).faults()).as("what the data map lacks").isEmpty();
    }

    @Test
    void knowsWhoseAccountsAreMentioned() {
        var jdbc = migrated();
        var map = DataMap.read(jdbc);
        var unmapped = new ArrayList<String>();
        for (var place : accountIds(jdbc))
            if (!notAccounts().contains(place.toString())
                    && map.columns().stream().noneMatch(entry -> ownsOrMentions(entry, place)))
                unmapped.add(place + ": an account's id that is neither the row's subject nor a mention");
        assertThat(unmapped).isEmpty();
    }

    @Test
    void keepsNoSamplesOfWhatIsProtected() {
        var jdbc = migrated();
        jdbc.sql("analyze").update();
        var isProtected = DataMap.read(jdbc).columns().stream().filter(DataMapContract::mustLeaveNoSample)
                .map(entry -> new Place(entry.table(), entry.column())).collect(Collectors.toSet());

        assertThat(sampled(jdbc)).as("columns whose values stay in PostgreSQL's statistics")
                .doesNotContainAnyElementsOf(isProtected);
    }

    /// What is protected, what links an account to its receipt until that is issued, and events on their way.
    private static boolean mustLeaveNoSample(ColumnEntry entry) {
        return !entry.protection().equals("clear") || PASSING.contains(entry.retention());
    }

    /// Columns of which a sample is kept or would be taken, under the name of their table for each of its partitions.
    private static List<Place> sampled(JdbcClient jdbc) {
        return jdbc.sql("""
                select distinct cast(cast(coalesce(pg_partition_root(c.oid), c.oid) as regclass) as text), a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and a.attnum > 0 and not a.attisdropped
                  and (a.attstattarget is distinct from 0
                       or exists (select from pg_stats s where s.schemaname = 'public' and s.tablename = c.relname
                                  and s.attname = a.attname
                                  and (s.most_common_vals is not null or s.histogram_bounds is not null
                                       or s.most_common_elems is not null)))
                order by 1, 2""").query((row, _) -> new Place(row.getString(1), row.getString(2))).list();
    }

    @Test
    void isTheTableOfThePrivacyPage() throws IOException {
        new PrivacyTable(serviceName()).check(DataMap.read(migrated()));
    }

    /// Modules are named after their service, and tests run in the module's folder.
    private static String serviceName() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getFileName()).toString();
    }

    private static boolean ownsOrMentions(ColumnEntry entry, Place place) {
        return entry.table().equals(place.table()) && entry.column().equals(place.column())
                && (place.column().equals(entry.subject()) || place.column().equals(entry.mentions()));
    }

    private static List<Place> accountIds(JdbcClient jdbc) {
        var uuids = jdbc.sql("""
                select c.relname, a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
                order by 1, 2""").query((row, _) -> new Place(row.getString(1), row.getString(2))).list();
        return uuids.stream().filter(place -> ACCOUNT.matcher(place.column()).matches()).toList();
    }

    private JdbcClient migrated() {
        var database = PostgresServer.shared().newDatabase();
        Flyway.configure().dataSource(database.url(), database.username(), database.password())
                .locations(locations().toArray(String[]::new)).outOfOrder(true).load().migrate();
        return JdbcClient.create(database.dataSource());
    }
}
