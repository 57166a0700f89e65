package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.ledger.HttpLedgerCopy;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.LedgerDigests;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.TestAuthority;

class DestructionBudgetIT {

    private final RunningKeyholder holder = new RunningKeyholder().with("lethe.keyholder.daily-destructions", "2")
            .with("lethe.keyholder.daily-young-destructions", "5").start();

    @AfterEach
    void stop() {
        holder.close();
    }

    @Test
    void makesAMassDestructionWaitForTheOperator() {
        assertThat(destroyAnOldOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        assertThat(destroyAnOldOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        var third = anOldOne();
        var order = TestSecrets.shared().authority().order(third.subject());

        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Waiting.class);
        assertThat(Parts.read(accounts(), third.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
        assertThat(Arrays.deepEquals(digests(), digestsOfTheLedger())).isTrue();

        var released = holder.client("operator").post().uri("/internal/v1/destructions/release").retrieve()
                .body(HolderCalls.Released.class);
        assertThat(released).isEqualTo(new HolderCalls.Released(1));
        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Destroyed.class);
        assertThat(Arrays.deepEquals(digests(), digestsOfTheLedger())).isTrue();
    }

    @Test
    @Tag("case-71")
    void letsWhoeverComesAndGoesSpendNobodysBudgetButThatOfTheYoung() {
        assertThat(Stream.generate(this::destroyANewOne).limit(5)).allMatch(HolderAnswer.Destroyed.class::isInstance);
        assertThat(destroyANewOne()).isInstanceOf(HolderAnswer.Waiting.class);

        assertThat(destroyAnOldOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        assertThat(destroyAnOldOne()).isInstanceOf(HolderAnswer.Destroyed.class);
        neverMakesAnUnknownSubjectWait();
    }

    @Test
    void letsAHundredthOfManyGoWithoutTheOperator() {
        holder.jdbc().sql("""
                insert into subject_key (subject, key_id, created_at)
                select gen_random_uuid(), gen_random_uuid(), now() - interval '2 days' from generate_series(1, 1000)""")
                .update();

        assertThat(Stream.generate(this::destroyANewOne).limit(7)).allMatch(HolderAnswer.Destroyed.class::isInstance);
        assertThat(Stream.generate(this::destroyAnOldOne).limit(4)).allMatch(HolderAnswer.Destroyed.class::isInstance);
    }

    private void neverMakesAnUnknownSubjectWait() {
        var order = TestSecrets.shared().authority().order(UUID.randomUUID());

        assertThat(accounts().destroy(order, TestAuthority.promise())).isInstanceOf(HolderAnswer.Destroyed.class);
    }

    @Test
    void carriesOutWhatComesAtOnceTogetherAndWithinTheBudget() throws Exception {
        var parts = Stream.generate(this::anOldOne).limit(8).toList();
        var keyholder = accounts();
        List<HolderAnswer> answers = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = parts.stream().flatMap(it -> Stream.of(it, it))
                    .map(part -> threads.submit(() -> keyholder.destroy(
                            TestSecrets.shared().authority().order(part.subject()), TestAuthority.promise())))
                    .toList();
            for (var call : calls) {
                answers.add(call.get());
            }
        }

        assertThat(answers).filteredOn(HolderAnswer.Destroyed.class::isInstance).hasSize(4);
        assertThat(holder.jdbc().sql("select count(*) from destroyed").query(Long.class).single()).isEqualTo(2);
        assertThat(holder.jdbc().sql("select destroyed_count from epoch_state").query(Long.class).single())
                .isEqualTo(2);
    }

    private HolderAnswer destroy(UUID subject) {
        return accounts().destroy(TestSecrets.shared().authority().order(subject), TestAuthority.promise());
    }

    private KeyPart anOldOne() {
        var part = Parts.part();
        accounts().put(part);
        holder.jdbc().sql("update subject_key set created_at = created_at - interval '25 hours' where subject = ?")
                .param(part.subject()).update();
        return part;
    }

    private HolderAnswer destroyAnOldOne() {
        return destroy(anOldOne().subject());
    }

    private Object[] digests() {
        return new HttpLedgerCopy(holder.client("account-service")).digests().toArray();
    }

    private Object[] digestsOfTheLedger() {
        var digests = new LedgerDigests();
        holder.jdbc().sql("select subject from destroyed union all select subject from waiting_destruction")
                .query(UUID.class).list().forEach(digests::add);
        return digests.all().toArray();
    }

    private HolderAnswer destroyANewOne() {
        var part = Parts.part();
        accounts().put(part);
        return destroy(part.subject());
    }

    private Keyholder accounts() {
        return holder.as("account-service");
    }
}
