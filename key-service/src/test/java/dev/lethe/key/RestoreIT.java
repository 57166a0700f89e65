package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.KeyholderUnavailableException;
import dev.lethe.platform.vault.PutOutcome;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.TestAuthority;

@Tag("case-50")
class RestoreIT {

    private final RunningKeyholder holder = RunningKeyholder.started();

    @AfterEach
    void stop() {
        holder.close();
    }

    @Test
    void servesNothingUntilItHeardOfEveryDestructionAgain() throws Exception {
        var kept = Parts.part();
        var gone = Parts.part();
        accounts().put(kept);
        accounts().put(gone);
        var backup = holder.backUp();
        var order = TestSecrets.shared().authority().order(gone.subject());
        accounts().destroy(order, TestAuthority.promise());

        holder.restore(backup);

        assertThatThrownBy(() -> Parts.read(accounts(), kept.subject()))
                .isInstanceOf(KeyholderUnavailableException.class);
        assertThatThrownBy(() -> accounts().put(Parts.part())).isInstanceOf(KeyholderUnavailableException.class);

        accounts().destroy(order, TestAuthority.promise());

        assertThat(Parts.read(accounts(), kept.subject())).isEqualTo(new ShareAnswer.Held(Parts.share(kept)));
        assertThat(Parts.read(accounts(), gone.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
    }

    @Test
    void opensNothingOfAnEndedEpochAndIsRefilled() throws Exception {
        var gone = Parts.part();
        var neighbour = Parts.neighbour(gone);
        accounts().put(gone);
        accounts().put(neighbour);
        var backup = holder.backUp();
        var order = TestSecrets.shared().authority().order(gone.subject());
        accounts().destroy(order, TestAuthority.promise());
        holder.client("operator").post().uri("/internal/v1/epochs").retrieve().toBodilessEntity();

        holder.restore(backup);
        accounts().destroy(order, TestAuthority.promise());

        assertThat(Parts.read(accounts(), neighbour.subject())).isEqualTo(new ShareAnswer.Unknown());
        assertThat(accounts().refill(neighbour.subject(), Reader.ACCOUNT, Parts.share(neighbour)))
                .isEqualTo(PutOutcome.STORED);
        assertThat(Parts.read(accounts(), neighbour.subject())).isEqualTo(new ShareAnswer.Held(Parts.share(neighbour)));
        assertThat(Parts.read(accounts(), gone.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
    }

    @Test
    void doesNotStartWithoutTheEpochKeysOfItsDatabase() throws Exception {
        holder.close();
        Files.delete(holder.epochDirectory().resolve("epoch.keys"));

        assertThatThrownBy(holder::start).rootCause().hasMessageContaining("Is the volume mounted?");
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
