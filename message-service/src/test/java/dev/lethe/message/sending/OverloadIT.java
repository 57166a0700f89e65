package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.MessageServiceIT;

@TestPropertySource(properties = {"lethe.message.sending.writers=1", "lethe.message.sending.most-waiting=1"})
class OverloadIT extends MessageServiceIT {
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private MeterRegistry meters;

    @Test
    void answersAtOnceWhenTooManyWaitAndLosesNothingThatItTook() {
        Person alice = someone();
        alice.sends(alice, "first");
        List<CompletableFuture<Answer>> taken = new ArrayList<>();

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from mailbox where id = ? for update").param(alice.id).query(Integer.class).single();
            taken.add(sending(alice, "second"));
            eventually(() -> assertThat(jdbc.sql("select count(*) from pg_locks where not granted")
                    .query(Long.class).single()).isPositive());
            taken.add(sending(alice, "third"));
            eventually(() -> assertThat(meters.get("lethe.message.waiting").gauge().value()).isEqualTo(1));

            Answer refused = alice.send(alice.id, UUID.randomUUID(), "fourth");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.retryAfter()).isEqualTo("1");
        });

        assertThat(taken).allMatch(answer -> answer.join().status() == 201);
        assertThat(alice.textsWith(alice.id)).containsExactly("third", "second", "first");
    }

    private static CompletableFuture<Answer> sending(Person person, String text) {
        return CompletableFuture.supplyAsync(() -> person.send(person.id, UUID.randomUUID(), text));
    }
}
