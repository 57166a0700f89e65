package dev.lethe.message.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.telegram.TelegramExport;
import dev.lethe.message.telegram.TelegramSamples;

/// What becomes of an import whose process has gone.
class ImportRecoveryIT extends MessageServiceIT {
    private static final Duration ABANDONED = Duration.ofMinutes(2);

    @Autowired
    private ImportJobs jobs;
    @Autowired
    private ImportStaging staging;
    @Autowired
    private ImportRecovery recovery;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void removesWhatNobodyCanSendAgain() {
        Person alice = someone();
        staged(begun(alice));
        assertThat(rowsOf(alice)).isPositive();

        clock.advance(ABANDONED);
        recovery.recover();

        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.post("/v1/imports", TelegramSamples.chatOf(3)).text("/messages")).isEqualTo("3");
    }

    @Test
    void letsWhatCanBeSentAgainWait() {
        Person alice = someone();
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        staged(Objects.requireNonNull(staging.take(alice.id, id)));

        clock.advance(ABANDONED);
        recovery.recover();

        assertThat(alice.get("/v1/imports/" + id).text("/state")).isEqualTo("waiting");
        assertThat(alice.put("/v1/imports/" + id + "/content", TelegramSamples.chatOf(3)).text("/messages"))
                .isEqualTo("3");
    }

    @Test
    void leavesAloneWhatMakesProgress() {
        Person alice = someone();
        ImportJob job = begun(alice);
        staged(job);

        clock.advance(ABANDONED);
        staging.goesOn(job, new ImportTally());
        recovery.recover();

        assertThat(rowsOf(alice)).isPositive();
    }

    @Test
    void goesOnRemovingWhatWasCalledOff() {
        Person alice = someone();
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        staged(Objects.requireNonNull(staging.take(alice.id, id)));
        jobs.cancel(alice.id, id);

        clock.advance(ABANDONED);
        recovery.recover();

        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.get("/v1/imports/" + id).text("/state")).isEqualTo("failed");
    }

    @Test
    void holdsUpNobodyWhenOneFails() {
        Person failing = someone();
        Person alice = someone();
        staged(begun(failing));
        staged(begun(alice));

        refusing("message", failing, () -> {
            clock.advance(ABANDONED);
            recovery.recover();
        });

        assertThat(rowsOf(alice)).isZero();
        assertThat(rowsOf(failing)).isPositive();
        clock.advance(ABANDONED);
        recovery.recover();
        assertThat(rowsOf(failing)).isZero();
    }

    @Test
    void forgetsWhatAnImportCameToAfterADay() {
        Person alice = someone();
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        alice.put("/v1/imports/" + id + "/content", TelegramSamples.chatOf(3));

        clock.advance(Duration.ofHours(23));
        recovery.recover();
        assertThat(jobs.find(alice.id, id)).get().extracting(ImportProgress::state).isEqualTo(ImportState.DONE);
        clock.advance(Duration.ofHours(2));
        recovery.recover();

        assertThat(jobs.find(alice.id, id)).isEmpty();
    }

    private ImportJob begun(Person person) {
        staging.prepare(person.id);
        return Objects.requireNonNull(staging.begin(person.id));
    }

    private void staged(ImportJob job) {
        StagedImport dying = new StagedImport(job, staging, new ImportTally());
        TelegramExport.read(new ByteArrayInputStream(TelegramSamples.chatOf(3).getBytes(StandardCharsets.UTF_8)),
                clock.instant(), dying);
        dying.flush();
    }
}
