package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.account.AccountProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.test.Eventually;

@Tag("case-86")
class PasswordTurnsTest {

    private final PasswordTurns turns = new PasswordTurns();
    private final UUID ada = UUID.randomUUID();

    @Test
    void takesOneOfAnAccountAtATime() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> turns.now(ada, () -> {
                begun.countDown();
                await(end);
                return 1;
            }));
            begun.await();

            assertThatThrownBy(() -> turns.now(ada, () -> 2)).isInstanceOf(Problem.class)
                    .extracting(it -> ((Problem) it).type()).isEqualTo(AccountProblems.PASSWORD_BUSY);
            assertThat(turns.now(UUID.randomUUID(), () -> 3)).isEqualTo(3);
            var patient = threads.submit(() -> turns.inLine(ada, () -> 4));

            Eventually.eventually(() -> assertThat(turns.size()).isEqualTo(1));
            assertThat(patient.isDone()).isFalse();
            end.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(patient.get()).isEqualTo(4);
        }
        assertThat(turns.size()).isZero();
    }

    @Test
    void givesTheTurnBackWhateverHappens() {
        assertThatThrownBy(() -> turns.now(ada, () -> {
            throw new IllegalStateException("meant");
        })).hasMessage("meant");

        assertThat(turns.now(ada, () -> turns.now(ada, () -> turns.inLine(ada, () -> 1)))).isEqualTo(1);
        assertThat(turns.size()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
