package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.MessageServiceIT;

class SendWritersIT extends MessageServiceIT {
    private static final int SENDS = 600;

    @Autowired
    private MeterRegistry meters;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void gatherWhatWaitsIntoOneCommitAndLoseNothing() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(someone());
        }
        List<String> ids = new ArrayList<>(people.stream().map(person -> person.sends(person, "first")).toList());
        var batches = meters.get("lethe.message.batch").summary();
        double commitsBefore = batches.count();
        Random random = new Random(7);
        List<Callable<String>> sends = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            Person from = people.get(random.nextInt(people.size()));
            Person to = people.get(random.nextInt(people.size()));
            String text = "line " + i;
            sends.add(() -> from.sends(to, text));
        }

        ids.addAll(all(sends));

        assertThat(batches.count() - commitsBefore).isLessThan(SENDS);
        Map<String, List<String>> copies = new HashMap<>();
        for (Person person : people) {
            for (Person other : people) {
                messages(person, other).forEach(id -> copies.computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(person.id.toString()));
            }
            assertThat(seqsOf(person)).as("every number is taken once").doesNotHaveDuplicates();
        }
        assertThat(copies.keySet()).containsExactlyInAnyOrderElementsOf(ids.stream().distinct().toList());
    }

    @Test
    void spoilNoSendThroughAnother() {
        Person alice = someone();
        Person bob = someone();
        Person nobody = nobody();
        List<Callable<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Person to = i % 3 == 0 ? nobody : bob;
            sends.add(() -> alice.send(to.id, UUID.randomUUID(), "hello").status());
        }

        List<Integer> statuses = all(sends);

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(40);
        assertThat(statuses.stream().filter(status -> status == 404)).hasSize(20);
        assertThat(messages(bob, alice)).hasSize(40);
    }

    @Test
    void holdUpNobodyElseWhileAMailboxIsLocked() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(alice, "first");
        bob.sends(bob, "first");

        Future<String> held = transaction.execute(_ -> {
            jdbc.sql("select 1 from mailbox where id = ? for update").param(alice.id).query(Integer.class).single();
            var waiting = CompletableFuture.supplyAsync(() -> alice.sends(alice, "second"));
            eventually(() -> assertThat(jdbc.sql("select count(*) from pg_locks where not granted")
                    .query(Long.class).single()).isPositive());

            assertThat(bob.send(bob.id, UUID.randomUUID(), "second").status()).isEqualTo(201);
            assertThat(waiting).isNotDone();
            return waiting;
        });

        assertThat(held).succeedsWithin(Duration.ofSeconds(10));
        assertThat(alice.textsWith(alice.id)).containsExactly("second", "first");
    }

    private List<Long> seqsOf(Person person) {
        return jdbc.sql("select seq from message where owner_id = ?").param(person.id)
                .query((row, _) -> row.getLong(1)).list();
    }

    private static List<String> messages(Person reader, Person partner) {
        return reader.get("/v1/chats/" + partner.id + "/messages?limit=100").json().path("messages").valueStream()
                .map(message -> message.path("id")).map(JsonNode::asString).toList();
    }

    private static <T> List<T> all(List<Callable<T>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = acts.stream().map(threads::submit).toList();
            return running.stream().map(it -> {
                try {
                    return it.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }).toList();
        }
    }
}
