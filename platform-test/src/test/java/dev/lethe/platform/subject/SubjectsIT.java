package dev.lethe.platform.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.TestPlatform;

class SubjectsIT {

    private final TestPlatform platform = TestPlatform.migrated();
    private final Subjects subjects = new Subjects(platform.jdbc(), new SubjectTable("subject"));

    @Test
    void leavesOutTheErasedAndMakesTheUnknown() {
        UUID erased = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        erase(erased);

        Set<UUID> living = lock(List.of(erased, unknown));

        assertThat(living).containsExactly(unknown);
        assertThat(subjects.isErased(erased)).isTrue();
        assertThat(subjects.isErased(unknown)).isFalse();
    }

    @Test
    void locksOnlyWithinATransaction() {
        assertThatThrownBy(() -> subjects.lockLiving(List.of(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("case-16")
    void anErasureWaitsForAWriterAndTheNextWriterSeesIt() throws Exception {
        UUID account = UUID.randomUUID();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> platform.transaction().executeWithoutResult(status -> {
                assertThat(subjects.lockLiving(List.of(account))).containsExactly(account);
                locked.countDown();
                await(release);
            }));
            await(locked);
            Future<?> erasure = threads.submit(() -> erase(account));
            assertThat(erasure.isDone()).isFalse();

            release.countDown();
            writer.get();
            erasure.get();
        }
        assertThat(lock(List.of(account))).isEmpty();
    }

    @Test
    void concurrentTransactionsOverTheSameAccountsNeverDeadlock() throws Exception {
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(20).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                List<UUID> shuffled = new ArrayList<>(accounts);
                Collections.shuffle(shuffled);
                all.add(threads.submit(() -> platform.transaction()
                        .executeWithoutResult(status -> subjects.lockLivingForUpdate(shuffled))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(lock(accounts)).hasSize(20);
    }

    private Set<UUID> lock(List<UUID> ids) {
        return Objects.requireNonNull(platform.transaction().execute(status -> subjects.lockLiving(ids)));
    }

    private void erase(UUID account) {
        platform.transaction().executeWithoutResult(status -> {
            subjects.lockLivingForUpdate(List.of(account));
            platform.jdbc().sql("update subject set state = 'erased' where id = :id").param("id", account).update();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
