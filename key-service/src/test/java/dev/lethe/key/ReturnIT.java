package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.KeyholderUnavailableException;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.Eventually;
import dev.lethe.test.secret.TestSecrets;

@Tag("case-79")
class ReturnIT {

    private final RunningKeyholder holder = RunningKeyholder.started();

    @AfterEach
    void stop() {
        FakeLedger.shared().comeBack();
        holder.close();
    }

    @Test
    void servesNoShareThatWasErasedWhileItWasAway() {
        var kept = Parts.part();
        var gone = Parts.part();
        accounts().put(kept);
        accounts().put(gone);
        var order = TestSecrets.shared().authority().order(gone.subject());

        holder.close();
        FakeLedger.shared().add(order);
        FakeLedger.shared().goAway();
        holder.start();

        assertThatThrownBy(() -> Parts.read(accounts(), gone.subject()))
                .isInstanceOf(KeyholderUnavailableException.class);
        assertThatThrownBy(() -> accounts().put(Parts.part())).isInstanceOf(KeyholderUnavailableException.class);

        FakeLedger.shared().comeBack();

        Eventually
                .eventually(() -> assertThat(firstAnswer(gone.subject())).isEqualTo(new ShareAnswer.Destroyed(order)));
        assertThat(Parts.read(accounts(), kept.subject())).isEqualTo(new ShareAnswer.Held(Parts.share(kept)));
    }

    private ShareAnswer firstAnswer(java.util.UUID subject) {
        try {
            return Parts.read(accounts(), subject);
        } catch (KeyholderUnavailableException e) {
            throw new AssertionError("it does not serve yet", e);
        }
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
