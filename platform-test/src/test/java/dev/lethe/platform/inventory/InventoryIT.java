package dev.lethe.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.problem.Problem;
import dev.lethe.test.postgres.PostgresServer;

class InventoryIT {

    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();

    private final JdbcClient jdbc = JdbcClient.create(PostgresServer.shared().newDatabase().dataSource());
    private final Inventory inventory = new Inventory(jdbc, new InventoryProperties(Map.of("letter", "/v1/letters"),
            Map.of("stamp", "id"), Set.of("letter.receipt")));

    @BeforeEach
    void hold() {
        jdbc.sql(
                """
                        create table letter (owner_id uuid not null, number int not null, expires_at timestamptz not null,
                            sent_at timestamptz not null, sender uuid, text bytea not null, receipt uuid,
                            primary key (owner_id, number));
                        comment on table letter is 'What somebody keeps.';
                        comment on column letter.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column letter.number is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column letter.expires_at is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column letter.sent_at is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column letter.sender is 'mentions=sender fate=null protection=clear retention=until-deleted';
                        comment on column letter.text is 'subject=owner_id protection=sealed erased=row retention=until-deleted';
                        comment on column letter.receipt is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        create table stamp (id bigint primary key, owner_id uuid not null);
                        comment on table stamp is 'What has its time in its id.';
                        comment on column stamp.id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column stamp.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        create table tally (count int);
                        comment on table tally is 'What is nobody''s.';
                        comment on column tally.count is 'subject=none protection=clear erased=keep retention=for-ever'""")
                .update();
        letters(ADA, 205, BEN);
        letters(BEN, 3, ADA);
        jdbc.sql(
                "insert into stamp select cast(extract(epoch from timestamptz '2024-02-29 12:00Z') * 1000 as bigint) << 20,"
                        + " :ada")
                .param("ada", ADA).update();
        jdbc.sql("insert into tally values (1)").update();
    }

    private void letters(UUID owner, int count, UUID sender) {
        jdbc.sql(
                """
                        insert into letter select :owner, i, '1999-01-01Z', timestamptz '2026-05-04 23:59:59Z' + i * interval '1 day',
                            :sender, '\\xcafe', gen_random_uuid() from generate_series(1, :count) i""")
                .param("owner", owner).param("sender", sender).param("count", count).update();
    }

    @Test
    void countsTheRowsOfTheAccountAndThoseThatNameIt() {
        assertThat(inventory.of(ADA)).extracting(Held::kind, Held::count, Held::oldest, Held::content)
                .containsExactly(
                        tuple("letter", 205L, LocalDate.of(2026, 5, 5), "/v1/letters"),
                        tuple("letter.sender", 3L, null, null),
                        tuple("stamp", 1L, LocalDate.of(2024, 2, 29), null));
        assertThat(inventory.of(UUID.randomUUID())).isEmpty();
        assertThat(inventory.of(ADA).getFirst().bytes()).isBetween(205L * 40, 205L * 200);
        assertThat(inventory.of(ADA).getFirst().about()).isEqualTo("What somebody keeps.");
    }

    @Test
    void showsEachRowOnceWhateverHappensMeanwhile() {
        List<String> numbers = new ArrayList<>();
        String after = null;
        do {
            Held.Rows page = inventory.rows(ADA, "letter", after).orElseThrow();
            page.rows().forEach(row -> numbers.add(value(row, "number")));
            // a row that is written anew stands elsewhere in its file
            jdbc.sql("update letter set text = '\\xbabe' where number % 3 = 0").update();
            after = page.next();
        } while (after != null);

        assertThat(numbers).hasSize(205).doesNotHaveDuplicates();
    }

    @Test
    void showsNothingThatIsProtectedOrHiddenNorWhatOthersHold() {
        Held.Row own = inventory.rows(ADA, "letter", null).orElseThrow().rows().getFirst();
        Held.Row named = inventory.rows(ADA, "letter.sender", null).orElseThrow().rows().getFirst();

        assertThat(own.columns()).filteredOn(it -> it.value() == null).extracting(Held.Value::name)
                .containsExactly("text", "receipt");
        assertThat(named.columns()).singleElement()
                .satisfies(it -> assertThat(it.value()).isEqualTo(ADA.toString()));
    }

    @Test
    void knowsNoOtherKindsAndCursors() {
        assertThat(inventory.rows(ADA, "tally", null)).isEmpty();
        assertThat(inventory.rows(ADA, "letter; drop table letter", null)).isEmpty();
        assertThat(inventory.rows(ADA, "letter", "no cursor")).isEmpty();
        assertThat(inventory.rows(ADA, "letter", "")).isEmpty();
        String foreign = new RowCursor(List.of(BEN.toString(), "0")).text();
        assertThat(inventory.rows(ADA, "letter", foreign).orElseThrow().rows())
                .allSatisfy(row -> assertThat(value(row, "owner_id")).isEqualTo(ADA.toString()));
        String made = new RowCursor(List.of("x", "y")).text();
        assertThatThrownBy(() -> inventory.rows(ADA, "letter", made)).isInstanceOf(Problem.class);
    }

    @Test
    void takesItsSettings() {
        assertThat(bind(Map.of())).isEqualTo(new InventoryProperties(Map.of(), Map.of(), Set.of()));
        assertThat(bind(Map.of("lethe.inventory.content.letter", "/v1/letters", "lethe.inventory.ids.stamp", "id",
                "lethe.inventory.hidden", "letter.receipt")))
                .isEqualTo(new InventoryProperties(Map.of("letter", "/v1/letters"), Map.of("stamp", "id"),
                        Set.of("letter.receipt")));
    }

    private static String value(Held.Row row, String column) {
        return row.columns().stream().filter(it -> it.name().equals(column)).map(it -> String.valueOf(it.value()))
                .findFirst().orElseThrow();
    }

    private static InventoryProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.inventory",
                InventoryProperties.class);
    }
}
