package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.vault.InMemoryKeyholder;

class KeysAwayIT extends MessageServiceIT {
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private Vault vault;

    @AfterEach
    void bringAllBack() {
        keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(false));
    }

    @Test
    @Tag("case-49")
    void answers503AndWritesNothingWhileTooFewKeyholdersAnswer() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "before");
        long rows = rowsOf(alice) + rowsOf(bob);
        takeDown(2);
        vault.forgetAll();

        Answer send = alice.send(bob.id, UUID.randomUUID(), "nobody can seal this");
        Answer read = bob.get("/v1/chats/" + alice.id + "/messages");

        assertThat(send.status()).isEqualTo(503);
        assertThat(send.retryAfter()).isNotNull();
        assertThat(read.status()).isEqualTo(503);
        assertThat(rowsOf(alice) + rowsOf(bob)).isEqualTo(rows);
    }

    @Test
    void keepsTheSessionOfWhoseKeyTooManyKeyholdersLost() {
        Person alice = someone();
        String id = alice.sends(alice, "before");
        keyholders.all().stream().limit(2).forEach(keyholder -> ((InMemoryKeyholder) keyholder).lose(alice.id));
        vault.forgetAll();

        Answer send = alice.send(alice.id, UUID.randomUUID(), "nobody can seal this");
        Answer read = alice.get("/v1/chats/" + alice.id + "/messages");
        Answer edit = alice.patch("/v1/chats/" + alice.id + "/messages/" + id, "{\"text\":\"nor this\"}");
        Answer export = alice.get("/v1/exports");

        assertThat(List.of(send, read, edit, export)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).isNotNull();
        });
    }

    @Test
    @Tag("case-49")
    void worksWithOneKeyholderAway() {
        Person alice = someone();
        Person bob = someone();
        takeDown(1);
        vault.forgetAll();

        alice.sends(bob, "two are enough");

        assertThat(bob.textsWith(alice.id)).containsExactly("two are enough");
    }

    private void takeDown(int count) {
        keyholders.all().stream().limit(count).forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(true));
    }
}
