package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.PutOutcome;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.TestAuthority;

@Tag("case-80")
class VolumeIT {

    private final RunningKeyholder holder = RunningKeyholder.started();

    @AfterEach
    void stop() {
        holder.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesTheVolumeOfAnotherAndLosesNothing(boolean isNamed) throws Exception {
        var part = kept();
        holder.close();
        if (!isNamed) {
            holder.jdbc().sql("update epoch_state set volume = null").update();
        }
        var own = copyOfTheKeys();
        try (var other = RunningKeyholder.started()) {
            Files.copy(keys(other), keys(holder), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThatThrownBy(holder::start).rootCause().hasMessageContaining("swapped");

        Files.move(own, keys(holder), StandardCopyOption.REPLACE_EXISTING);
        holder.start();
        assertHeld(part);
        assertThat(holder.jdbc().sql("select volume is not null from epoch_state").query(Boolean.class).single())
                .isTrue();
    }

    @Test
    void refusesAnOldCopyOfItsVolume() throws Exception {
        var part = kept();
        var old = copyOfTheKeys();
        rotateAfterLosing(Parts.neighbour(part));
        holder.close();
        var current = copyOfTheKeys();
        Files.copy(old, keys(holder), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(holder::start).rootCause().hasMessageContaining("an old copy");

        Files.copy(current, keys(holder), StandardCopyOption.REPLACE_EXISTING);
        holder.start();
        assertHeld(part);
    }

    @Test
    void keepsAndCountsWhatDoesNotOpenUntilItIsGivenBack() {
        var part = kept();
        var damaged = kept(Parts.neighbour(part));
        holder.jdbc()
                .sql("update share set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) where subject = ?")
                .param(damaged.subject()).update();

        rotateAfterLosing(Parts.neighbour(part));

        assertThat(Parts.read(accounts(), damaged.subject())).isEqualTo(new ShareAnswer.Unknown());
        assertThat(holder.jdbc().sql("select broken from share where subject = ?").param(damaged.subject())
                .query(Boolean.class).single()).isTrue();
        assertThat(holder.bean(MeterRegistry.class).get("lethe.keyholder.shares.broken").gauge().value()).isOne();
        assertHeld(part);
        assertThat(accounts().refill(damaged.subject(), Reader.ACCOUNT, Parts.share(damaged)))
                .isEqualTo(PutOutcome.STORED);
        assertHeld(damaged);
        assertThat(holder.jdbc().sql("select count(*) from share where broken").query(Long.class).single()).isZero();
    }

    private KeyPart kept() {
        return kept(Parts.part());
    }

    private KeyPart kept(KeyPart part) {
        accounts().put(part);
        return part;
    }

    private void assertHeld(KeyPart part) {
        assertThat(Parts.read(accounts(), part.subject())).isEqualTo(new ShareAnswer.Held(Parts.share(part)));
    }

    private void rotateAfterLosing(KeyPart part) {
        kept(part);
        accounts().destroy(TestSecrets.shared().authority().order(part.subject()), TestAuthority.promise());
        holder.client("operator").post().uri("/internal/v1/epochs").retrieve().toBodilessEntity();
    }

    private Path copyOfTheKeys() throws IOException {
        return Files.copy(keys(holder), holder.epochDirectory().resolve("copy-" + UUID.randomUUID()));
    }

    private static Path keys(RunningKeyholder of) {
        return of.epochDirectory().resolve("epoch.keys");
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
