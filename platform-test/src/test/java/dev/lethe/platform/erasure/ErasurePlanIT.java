package dev.lethe.platform.erasure;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.TestPlatform;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.subject.SubjectTable;
import dev.lethe.test.vault.TestAuthority;

class ErasurePlanIT {

    private final TestPlatform platform = TestPlatform.migrated();

    @BeforeEach
    void makesTables() {
        platform.jdbc()
                .sql("""
                        create table note (owner_id uuid not null, id bigint not null, author_id uuid, body bytea not null,
                            primary key (owner_id, id)) partition by hash (owner_id);
                        create table note_0 partition of note for values with (modulus 2, remainder 0);
                        create table note_1 partition of note for values with (modulus 2, remainder 1);
                        comment on table note is 'Notes.';
                        comment on column note.owner_id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column note.id is 'subject=owner_id protection=clear erased=row retention=until-deleted';
                        comment on column note.author_id is 'mentions=author_id fate=null protection=clear retention=until-deleted';
                        comment on column note.body is 'subject=owner_id protection=sealed erased=row retention=until-deleted';
                        """)
                .update();
    }

    @Test
    void removesTheSubjectsRowsAndBlanksMentionsInThoseOfOthers() {
        UUID gone = UUID.randomUUID();
        UUID stays = UUID.randomUUID();
        notes(gone, gone, 2_500);
        notes(stays, gone, 30);
        notes(stays, stays, 40);

        runner().run(new ErasureContext(gone, false, Instant.now()));

        assertThat(count("owner_id", gone)).isZero();
        assertThat(count("author_id", gone)).isZero();
        assertThat(count("owner_id", stays)).isEqualTo(70);
        assertThat(count("author_id", stays)).isEqualTo(40);
        assertThat(runner().counts(gone)).containsEntry("note", 2_500L).containsEntry("note.author_id", 30L);
    }

    @Test
    void removesRowsThatSomebodyChangesMeanwhile() throws Exception {
        UUID gone = UUID.randomUUID();
        UUID stays = UUID.randomUUID();
        notes(gone, stays, 3);
        notes(stays, gone, 3);
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> other = threads.submit(() -> platform.transaction().executeWithoutResult(status -> {
                platform.jdbc().sql("update note set body = '\\x02'").update();
                changed.countDown();
                awaitUninterruptibly(free);
            }));
            changed.await();
            Future<?> erasure = threads.submit(() -> runner().run(new ErasureContext(gone, false, Instant.now())));
            eventually(() -> assertThat(platform.jdbc().sql("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock' and query like '%note%'""")
                    .query(Long.class).single()).isPositive());
            free.countDown();
            other.get();
            erasure.get();
        }

        assertThat(count("owner_id", gone)).isZero();
        assertThat(count("author_id", gone)).isZero();
        assertThat(count("owner_id", stays)).isEqualTo(3);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void countsOnlyWhatIsARemoval() {
        UUID gone = UUID.randomUUID();
        notes(gone, gone, 10);
        ErasureStep telling = new ErasureStep() {
            private int left = 3;

            @Override
            public String item() {
                return "told";
            }

            @Override
            public boolean isCounted() { return false; }

            @Override
            public int eraseBatch(ErasureContext context, int limit) {
                return left > 0 ? left-- : 0;
            }
        };

        new PlanRunner(platform.jdbc(), platform.transactions(), List.of(telling))
                .run(new ErasureContext(gone, false, Instant.now()));

        assertThat(runner().counts(gone)).containsOnlyKeys("note");
    }

    @Test
    void aRepeatedRunChangesNeitherRowsNorCounts() {
        UUID gone = UUID.randomUUID();
        notes(gone, UUID.randomUUID(), 10);
        ErasureContext context = new ErasureContext(gone, false, Instant.now());
        runner().run(context);

        runner().run(context);

        assertThat(runner().counts(gone)).containsEntry("note", 10L);
    }

    @Test
    @Tag("case-9")
    void theMapNamesWhatIsNotMapped() {
        platform.jdbc().sql("create table secret_notes (owner_id uuid, body jsonb)").update();

        DataMap map = DataMap.read(platform.jdbc());

        assertThat(map.faults()).contains("secret_notes: the table has no comment",
                "secret_notes.owner_id: no entry in the data map, or not of its grammar",
                "secret_notes.body: jsonb hides what it holds from the map");
    }

    @Test
    void thePlatformsOwnTablesAreMapped() {
        assertThat(DataMap.read(platform.jdbc()).faults()).isEmpty();
    }

    @Test
    void workThatWasNotDoneOutlivesTheNewsThatAllIsDone() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID restored = UUID.randomUUID();
        LedgerEntry entry = new LedgerEntry(restored, UUID.randomUUID(), Instant.now(), new byte[] {1}, null,
                order());

        platform.transaction().executeWithoutResult(status -> erasures.mark(entry));
        platform.transaction().executeWithoutResult(status -> erasures.complete(restored));

        var work = platform.transaction().execute(status -> erasures.take());
        assertThat(work).hasValueSatisfying(due -> {
            assertThat(due.subject()).isEqualTo(restored);
            assertThat(due.receiptId()).isNull();
        });
    }

    @Test
    void anAnswerIsGivenOnce() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        platform.transaction().executeWithoutResult(status -> erasures.mark(new LedgerEntry(gone, UUID.randomUUID(),
                Instant.now(), new byte[] {1}, null, order())));

        boolean first = erasures.answered(gone, new byte[] {1});
        boolean second = erasures.answered(gone, new byte[] {2});

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(erasures.answerOf(gone)).containsExactly(1);
    }

    @Test
    @Tag("case-77")
    void whatIsDoneIsTakenUpAgainForTheAuthorityThatStillWaits() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        LedgerEntry entry = new LedgerEntry(gone, UUID.randomUUID(), Instant.now(), new byte[] {1}, null, order());
        erasures.mark(entry);
        erasures.emptied(gone, false);
        erasures.complete(gone);
        erasures.mark(entry);
        assertThat(erasures.promisedFor(gone)).isEmpty();

        erasures.reopen(gone);
        erasures.mark(entry);
        erasures.emptied(gone, false);

        assertThat(erasures.promisedFor(gone)).isPresent();
    }

    @Test
    void whatWasDoneForOneselfIsNotDoneForEveryone() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        UUID erasure = UUID.randomUUID();
        erasures.mark(new LedgerEntry(gone, erasure, Instant.now(), new byte[] {1}, null, null));
        erasures.mark(new LedgerEntry(gone, erasure, Instant.now(), new byte[] {1}, null,
                new ErasureOrder(TestAuthority.promise(), true, new byte[] {1})));

        assertThat(erasures.emptied(gone, false)).isFalse();

        assertThat(erasures.promisedFor(gone)).isEmpty();
        assertThat(erasures.emptied(gone, true)).isTrue();
        assertThat(erasures.promisedFor(gone)).isPresent();
    }

    @Test
    @Tag("case-77")
    void anAnswerThatIsAskedForAgainIsSignedAnew() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        erasures.mark(new LedgerEntry(gone, UUID.randomUUID(), Instant.now(), new byte[] {1}, null, order()));
        erasures.emptied(gone, false);
        erasures.answered(gone, new byte[] {1});

        erasures.reopen(gone);

        assertThat(erasures.answerOf(gone)).isNull();
        assertThat(erasures.take()).isPresent();
    }

    @Test
    void workThatNobodyWaitsForIsLeftOverAfterAnHourOnly() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        erasures.mark(new LedgerEntry(gone, UUID.randomUUID(), Instant.now(), new byte[] {1}, null, null));
        erasures.emptied(gone, false);
        assertThat(erasures.take()).isEmpty();

        platform.jdbc().sql("update erasure_work set emptied_at = emptied_at - interval '1 hour'").update();

        assertThat(erasures.take()).hasValueSatisfying(work -> assertThat(work.isLeftOver()).isTrue());
    }

    @Test
    void workWhoseOrderComesInTheLastMomentIsNotForgotten() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        UUID gone = UUID.randomUUID();
        UUID erasure = UUID.randomUUID();
        erasures.mark(new LedgerEntry(gone, erasure, Instant.now(), new byte[] {1}, null, null));
        erasures.emptied(gone, false);
        erasures.mark(new LedgerEntry(gone, erasure, Instant.now(), new byte[] {1}, null, order()));

        erasures.forgetLeftOver(gone);

        assertThat(erasures.promisedFor(gone)).isPresent();
        assertThat(platform.jdbc().sql("select erasure_done from subject where id = :id").param("id", gone)
                .query(Boolean.class).single()).isFalse();
    }

    @Test
    void aStepThatIsNotSureIsCalledAgain() {
        List<Integer> answers = new ArrayList<>(List.of(2, ErasureStep.AGAIN, 1, 0));
        UUID gone = UUID.randomUUID();
        ErasureStep unsure = new ErasureStep() {
            @Override
            public String item() {
                return "unsure";
            }

            @Override
            public int eraseBatch(ErasureContext context, int limit) {
                return answers.removeFirst();
            }
        };

        new PlanRunner(platform.jdbc(), platform.transactions(), List.of(unsure))
                .run(new ErasureContext(gone, false, Instant.now()));

        assertThat(answers).isEmpty();
        assertThat(runner().counts(gone)).containsExactly(entry("unsure", 3L));
    }

    @Test
    void takesErasuresUpAgainThatLeftRows() {
        Erasures erasures = new Erasures(platform.jdbc(), new SubjectTable("subject"));
        List<UUID> gone = Stream.generate(UUID::randomUUID).limit(3).toList();
        for (UUID one : gone) {
            erasures.mark(new LedgerEntry(one, UUID.randomUUID(), Instant.now(), new byte[] {1}, null, order()));
            erasures.emptied(one, false);
            erasures.complete(one);
        }
        notes(gone.get(1), UUID.randomUUID(), 2);
        LeftRows rows = new LeftRows(platform.jdbc(), new SubjectTable("subject"), runner());

        // it begins anywhere, and then at the beginning
        rows.round();
        rows.round();

        assertThat(erasures.take()).hasValueSatisfying(work -> {
            assertThat(work.subject()).isEqualTo(gone.get(1));
            assertThat(work.isEmptied()).isFalse();
        });
        assertThat(erasures.take()).isEmpty();
    }

    private static ErasureOrder order() {
        return new ErasureOrder(TestAuthority.promise(), false, new byte[] {1});
    }

    private PlanRunner runner() {
        return new PlanRunner(platform.jdbc(), platform.transactions(), List.of());
    }

    private void notes(UUID owner, UUID author, int count) {
        platform.jdbc().sql("""
                insert into note select :owner, n + coalesce((select max(id) from note where owner_id = :owner), 0),
                    :author, 'x' from generate_series(1, :count) n""").param("owner", owner).param("author", author)
                .param("count", count).update();
    }

    private long count(String column, UUID account) {
        return platform.jdbc().sql("select count(*) from note where " + column + " = :account")
                .param("account", account).query(Long.class).single();
    }
}
