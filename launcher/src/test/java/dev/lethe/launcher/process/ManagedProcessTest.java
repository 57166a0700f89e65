package dev.lethe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.launcher.process.ProcessSpecification.StopSignal;

class ManagedProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void failureToStartEndsWithWhatWasPrintedLast() {
        var process = process("echo no room left; exit 3", "never");

        process.start();

        assertThatThrownBy(() -> process.awaitReady(LIMIT)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("worker ended while starting")
                .hasMessageContaining("no room left");
    }

    @Test
    void canBeKilledAndStartedAgain() {
        var process = process("touch ready; exec sleep 600", "ready");
        process.start();
        process.awaitReady(LIMIT);

        process.kill();
        assertThat(process.isReady()).isFalse();
        process.start();
        process.awaitReady(LIMIT);

        process.stop(LIMIT);
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("worker.pid")).doesNotExist();
    }

    @Test
    void tellsOfAnEndThatNobodyAskedFor() throws Exception {
        var process = process("touch ready; exec sleep 600", "ready");
        var told = new CompletableFuture<ManagedProcess>();
        process.onUnexpectedEnd(told::complete);
        process.start();
        process.awaitReady(LIMIT);

        java.util.Objects.requireNonNull(process.handle()).destroyForcibly();

        assertThat(told.get(30, TimeUnit.SECONDS)).isSameAs(process);
        assertThat(process.awaitExit(LIMIT)).isEqualTo(137);
    }

    @Test
    void passesFurtherPropertiesOn() {
        var process = process("echo \"$@\"; touch ready; exec sleep 600", "ready");
        process.property("lethe.failpoint", "erasure.after-mark");
        process.start();
        process.awaitReady(LIMIT);
        process.stop(LIMIT);

        assertThat(process.log()).content().contains("--lethe.failpoint=erasure.after-mark");
    }

    @Test
    void leavesOutWhatComesAfterItsWorkWhenHurried() {
        var process = process("trap 'touch served; sleep 600; exit 0' TERM; touch ready; while :; do sleep 0.1; done",
                "ready");
        process.start();
        process.awaitReady(LIMIT);

        var inOrder = process.stop(LIMIT, LIMIT, () -> Files.exists(folder.resolve("served")));

        assertThat(inOrder).isFalse();
        assertThat(process.awaitExit(LIMIT)).isZero();
    }

    @Test
    void endsWhatNeverComesToAnEndOfItsOwnWork() {
        var process = process("trap '' TERM; touch ready; exec sleep 600", "ready");
        process.start();
        process.awaitReady(LIMIT);

        assertThat(process.stop(Duration.ofMillis(400), LIMIT, () -> false)).isFalse();

        assertThat(process.awaitExit(LIMIT)).isEqualTo(137);
    }

    @Test
    void tellsWhetherItHadTheTimeToEnd() {
        assertThat(stopped("trap 'exit 143' TERM; touch ready; while :; do sleep 0.1; done", LIMIT, false)).isTrue();
        assertThat(stopped("trap '' TERM; touch ready; while :; do sleep 0.1; done", Duration.ZERO, true)).isFalse();
        assertThat(stopped("trap 'exit 7' TERM; touch ready; while :; do sleep 0.1; done", LIMIT, false)).isFalse();
    }

    private boolean stopped(String script, Duration patience, boolean isHurried) {
        var process = process(script, "ready");
        process.start();
        process.awaitReady(LIMIT);
        return process.stop(LIMIT, patience, () -> isHurried);
    }

    private ManagedProcess process(String script, String readyFile) {
        return new ManagedProcess(new ProcessSpecification("worker", List.of("/bin/sh", "-c", script, "sh"), Map.of(),
                folder, folder.resolve("worker.log"), folder.resolve("worker.pid"),
                Readiness.file(folder.resolve(readyFile)), StopSignal.TERM));
    }
}
