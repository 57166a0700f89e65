package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.TestAuthority;

class DestructionBudgetIT {

    private final RunningKeyholder holder = new RunningKeyholder().with("lethe.keyholder.daily-destructions", "2")
            .start();

    @AfterEach
    void stop() {
        holder.close();
    }

    @Test
    void makesAMassDestructionWaitForTheOperator() {
        assertThat(destroyANewOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        assertThat(destroyANewOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        var third = Parts.part();
        accounts().put(third);
        var order = TestSecrets.shared().authority().order(third.subject());

        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Waiting.class);
        assertThat(Parts.read(accounts(), third.subject())).isEqualTo(new ShareAnswer.Destroyed(order));

        var released = holder.client("operator").post().uri("/internal/v1/destructions/release").retrieve()
                .body(HolderCalls.Released.class);
        assertThat(released).isEqualTo(new HolderCalls.Released(1));
        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Destroyed.class);
    }

    @Test
    void neverMakesAnUnknownSubjectWait() {
        destroyANewOne();
        destroyANewOne();
        var order = TestSecrets.shared().authority().order(UUID.randomUUID());

        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Destroyed.class);
    }

    private HolderAnswer destroyANewOne() {
        var part = Parts.part();
        accounts().put(part);
        return accounts().destroy(TestSecrets.shared().authority().order(part.subject()), TestAuthority.promise());
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
