package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpServerErrorException;

import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.Eventually;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.TestAuthority;

@Tag("case-54")
class RotationIT {

    private final RunningKeyholder holder = new RunningKeyholder();

    @AfterEach
    void stop() {
        holder.close();
        holder.clock().reset();
    }

    @Test
    void wrapsAgainWhatSharesABucketWithADestroyedOne() {
        holder.start();
        var parts = neighbours(3);
        var other = Parts.stranger(parts.getFirst());
        accounts().put(other);
        destroy(parts.getFirst());

        var rotated = rotate();

        assertThat(rotated.buckets()).isEqualTo(1);
        assertThat(rotated.shares()).isEqualTo(2);
        assertThat(epochOf(parts.get(1))).isEqualTo(rotated.epoch());
        assertThat(epochOf(other)).isLessThan(rotated.epoch());
        assertAllReadable(List.of(parts.get(1), parts.get(2), other));
        assertThat(rotate().buckets()).isZero();
    }

    @Test
    void rotatesByItselfWhenTheEpochIsOver() {
        holder.start();
        var parts = neighbours(2);
        destroy(parts.getFirst());
        var before = epochOf(parts.get(1));

        holder.clock().advance(Duration.ofHours(24));
        holder.restart();

        Eventually.eventually(() -> assertThat(epochOf(parts.get(1))).isGreaterThan(before));
        assertAllReadable(parts.subList(1, 2));
    }

    @Test
    void failsNoReadWhileItRotates() throws Exception {
        holder.start();
        var parts = neighbours(30);
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = threads.submit(() -> {
                var count = 0;
                while (!isOver.get()) {
                    assertAllReadable(parts.subList(5, 30));
                    count++;
                }
                return count;
            });
            for (var gone : parts.subList(0, 5)) {
                destroy(gone);
                rotate();
            }
            isOver.set(true);

            assertThat(reads.get()).isPositive();
        }
    }

    @Test
    void endsTheKeyOfWhatWasPutAndDestroyedAfterACommitThatFailed() {
        holder.start();
        var parts = neighbours(2);
        destroy(parts.getFirst());
        holder.jdbc().sql("""
                create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
                create trigger fail before update of current_epoch on epoch_state for each row execute function fail()
                """).update();
        assertThatThrownBy(this::rotate).isInstanceOf(HttpServerErrorException.class);
        holder.jdbc().sql("drop trigger fail on epoch_state").update();

        var late = Parts.neighbour(parts.getFirst());
        accounts().put(late);
        var wrappedIn = epochOf(late);
        destroy(late);
        rotate();
        rotate();

        assertThat(epochOf(parts.get(1))).isGreaterThan(wrappedIn);
        assertAllReadable(parts.subList(1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.after-epoch-file", "key.after-rewrap-batch",
        "key.after-epoch-keys-destroyed"})
    void goesOnWhereItWasKilled(String failpoint) throws Exception {
        var parts = new ArrayList<KeyPart>();

        holder.killAt(failpoint, () -> {
            parts.addAll(neighbours(3));
            destroy(parts.getFirst());
            rotate();
        });
        holder.start();

        Eventually.eventually(() -> assertThat(epochOf(parts.get(1))).isGreaterThan(1));
        assertAllReadable(parts.subList(1, 3));
        rotate();
        assertThat(holder.jdbc().sql("select count(*) from dirty_bucket").query(Long.class).single()).isZero();
        assertAllReadable(parts.subList(1, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.after-destroy-mark", "key.after-destroy-commit"})
    @Tag("case-2")
    void finishesADestructionItWasKilledIn(String failpoint) throws Exception {
        var parts = List.of(Parts.part(), Parts.part());
        var order = TestSecrets.shared().authority().order(parts.getFirst().subject());

        holder.killAt(failpoint, () -> {
            parts.forEach(it -> accounts().put(it));
            accounts().destroy(order, TestAuthority.promise());
        });
        holder.start();
        accounts().destroy(order, TestAuthority.promise());

        assertThat(Parts.read(accounts(), order.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
        assertAllReadable(parts.subList(1, 2));
    }

    private List<KeyPart> neighbours(int count) {
        var parts = new ArrayList<KeyPart>();
        parts.add(Parts.part());
        while (parts.size() < count) {
            parts.add(Parts.neighbour(parts.getFirst()));
        }
        parts.forEach(it -> accounts().put(it));
        return parts;
    }

    private void destroy(KeyPart part) {
        accounts().destroy(TestSecrets.shared().authority().order(part.subject()), TestAuthority.promise());
    }

    private HolderCalls.Rotated rotate() {
        return Objects.requireNonNull(holder.client("operator").post().uri("/internal/v1/epochs").retrieve()
                .body(HolderCalls.Rotated.class));
    }

    private long epochOf(KeyPart part) {
        return holder.jdbc().sql("select epoch from share where subject = ?").param(part.subject()).query(Long.class)
                .single();
    }

    private void assertAllReadable(List<KeyPart> parts) {
        parts.forEach(it -> assertThat(Parts.read(accounts(), it.subject()))
                .isEqualTo(new ShareAnswer.Held(Parts.share(it))));
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
