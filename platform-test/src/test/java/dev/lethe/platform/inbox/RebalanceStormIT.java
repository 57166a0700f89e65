package dev.lethe.platform.inbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.events.DeletionEvent;
import dev.lethe.platform.OwnProcess;
import dev.lethe.platform.TestPlatform;

/// Partitions move from one process to another again and again while events keep coming.
class RebalanceStormIT {

    private static final int PARTITIONS = 6;
    private static final int RESTARTS = 5;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final List<UUID> SUBJECTS = Stream.generate(UUID::randomUUID).limit(24).toList();

    private final TestPlatform platform = TestPlatform.migrated();
    private final List<OwnProcess> replicas = new ArrayList<>();

    @BeforeEach
    void startsThreeReplicas() throws Exception {
        TestPlatform.freshTopic(DeletionEvent.TOPIC, PARTITIONS);
        platform.jdbc().sql("""
                create table effect (id bigint generated always as identity primary key, subject uuid, number bigint,
                                     taker bigint)""").update();
        for (int i = 0; i < 3; i++) {
            replicas.add(Replica.on(platform.database()));
        }
    }

    @AfterEach
    void stops() {
        replicas.forEach(OwnProcess::close);
    }

    @Test
    @Tag("case-32")
    void losesDoublesAndReordersNothing() throws Exception {
        long rounds;
        try (EventLoad load = new EventLoad(SUBJECTS, this::effects)) {
            allTakePart();
            Instant next = Instant.now();
            for (int turn = 0; turn < RESTARTS; turn++) {
                replicas.get(turn % replicas.size()).restart();
                next = next.plus(EVERY);
                passes(next);
            }
            replicas.get(2).freeze();
            replicas.get(0).restart();
            replicas.get(1).killAndRestart();
            // They come in once the broker has given up the frozen one. Who follows it may wait for its transaction.
            long frozen = newest();
            eventually(BACK, () -> assertThat(takersSince(frozen)).containsAnyOf(replicas.get(0).pid(),
                    replicas.get(1).pid()));
            assertThat(takersSince(frozen)).doesNotContain(replicas.get(2).pid());
            replicas.get(2).goOn();
            allTakePart();
            rounds = load.ends();
        }

        eventually(() -> assertThat(effects()).isGreaterThanOrEqualTo(rounds * SUBJECTS.size()));
        List<Long> each = LongStream.range(0, rounds).boxed().toList();
        assertThat(SUBJECTS).allSatisfy(subject -> assertThat(taken(subject)).isEqualTo(each));
    }

    private static void passes(Instant time) {
        eventually(() -> assertThat(Instant.now()).isAfter(time));
    }

    private void allTakePart() {
        long now = newest();
        eventually(BACK, () -> {
            assertThat(takersSince(now)).containsAll(replicas.stream().map(OwnProcess::pid).toList());
            assertThat(platform.jdbc().sql("select count(distinct subject) from effect where id > " + now)
                    .query(Integer.class).single()).isEqualTo(SUBJECTS.size());
        });
    }

    private List<Long> takersSince(long id) {
        return values("select distinct taker from effect where id > " + id);
    }

    private long newest() {
        return platform.jdbc().sql("select coalesce(max(id), 0) from effect").query(Long.class).single();
    }

    private long effects() {
        return platform.jdbc().sql("select count(*) from effect").query(Long.class).single();
    }

    private List<Long> taken(UUID subject) {
        return values("select number from effect where subject = '" + subject + "' order by id");
    }

    private List<Long> values(String sql) {
        return platform.jdbc().sql(sql).query((row, _) -> row.getLong(1)).list();
    }
}
