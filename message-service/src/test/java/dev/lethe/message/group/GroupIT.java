package dev.lethe.message.group;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.test.vault.InMemoryKeyholder;

class GroupIT extends GroupServiceIT {
    private static final Duration CACHED = Duration.ofMinutes(11);

    @Autowired
    private Keyholders keyholders;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void reachesEveryMemberUnderTheSameId() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob, carol);

        Answer sent = alice.send(group, UUID.randomUUID(), "to the lake");

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        for (Person member : List.of(alice, bob, carol)) {
            Answer page = member.get("/v1/chats/" + group + "/messages");
            assertThat(page.text("/messages/0/id")).isEqualTo(sent.text("/id"));
            assertThat(page.text("/messages/0/text")).isEqualTo("to the lake");
            assertThat(page.text("/messages/1/event/kind")).isEqualTo("group-created");
            Answer chats = member.get("/v1/chats");
            assertThat(chats.text("/chats/0/title")).isEqualTo("Walkers");
            assertThat(chats.text("/chats/0/role")).isEqualTo(member == alice ? "owner" : "member");
        }
    }

    @Test
    void isMadeOnceUnderItsClientId() {
        Person alice = someone();
        Person bob = someone();
        String request = creation(UUID.randomUUID(), "Once", bob);

        List<Answer> answers = parallel(12, () -> alice.post("/v1/groups", request));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct()).hasSize(1);
        assertThat(bob.get("/v1/chats").json().path("chats").size()).isEqualTo(1);
    }

    @Test
    void datesNothingIntoTheFutureWhenTheClockJumpsAhead() {
        Person alice = someone();
        Instant begun = Instant.now();
        clock.advance(Duration.ofMinutes(5));

        UUID group;
        try {
            group = group(alice, "Early", someone());
        } finally {
            clock.advance(Duration.ofMinutes(-5));
        }
        Answer sent = alice.send(group, UUID.randomUUID(), "now");

        assertThat(new MessageId(Long.parseLong(sent.text("/id"))).time()).isBetween(begun.minusMillis(1),
                Instant.now());
        assertThat(texts(alice, group)).containsExactly("now", "");
    }

    @Test
    void showsAJoinerNothingOfBefore() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Readers", bob);
        alice.send(group, UUID.randomUUID(), "before");

        Answer added = add(alice, group, carol);
        alice.send(group, UUID.randomUUID(), "after");

        assertThat(added.status()).as(added.json().toString()).isEqualTo(200);
        assertThat(texts(carol, group)).containsExactly("after", "");
        assertThat(carol.get("/v1/chats").text("/chats/0/title")).isEqualTo("Readers");
        assertThat(texts(bob, group)).containsExactly("after", "", "before", "");
    }

    @Test
    void reachesNobodyWhoLeft() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Leavers", bob);
        alice.send(group, UUID.randomUUID(), "with bob");

        assertThat(bob.delete("/v1/groups/" + group + "/members/" + bob.id).status()).isEqualTo(204);
        alice.send(group, UUID.randomUUID(), "without bob");

        assertThat(texts(bob, group)).containsExactly("", "with bob", "");
        assertThat(bob.send(group, UUID.randomUUID(), "hello?").text("/code")).isEqualTo("not-a-member");
        assertThat(bob.get("/v1/groups/" + group).text("/code")).isEqualTo("not-a-member");
        assertThat(bob.get("/v1/chats").json().at("/chats/0").has("role")).isFalse();
    }

    @Test
    void looksNotThereToStrangers() {
        Person alice = someone();
        Person mallory = someone();
        UUID group = group(alice, "Private");

        assertThat(mallory.get("/v1/groups/" + group).text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.send(group, UUID.randomUUID(), "hi").text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.get("/v1/chats/" + group + "/messages").text("/code")).isEqualTo("chat-not-found");
        assertThat(add(mallory, group, mallory).text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.put("/v1/groups/" + group + "/title", "{\"title\":\"Mine\"}").text("/code"))
                .isEqualTo("chat-not-found");
    }

    @Test
    void changesItsTitleForEverybody() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Old", bob);

        alice.put("/v1/groups/" + group + "/title", "{\"title\":\"New\"}");

        assertThat(bob.get("/v1/chats").text("/chats/0/title")).isEqualTo("New");
        assertThat(bob.get("/v1/chats/" + group + "/messages").text("/messages/0/event/title")).isEqualTo("New");
    }

    @Test
    void takesTwoHundredAndNoMore() {
        Person alice = someone();
        Person[] others = Stream.generate(this::someone).limit(199).toArray(Person[]::new);
        UUID group = group(alice, "A village", others);
        Person late = someone();

        Answer refused = add(alice, group, late);
        Answer heard = others[198].send(group, UUID.randomUUID(), "crowded");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("group-full");
        assertThat(heard.status()).isEqualTo(201);
        assertThat(texts(others[0], group)).contains("crowded");
        assertThat(late.get("/v1/chats/" + group + "/messages").status()).isEqualTo(404);
        remove(alice, group, others[0]);
        assertThat(add(alice, group, late).status()).isEqualTo(200);
    }

    @Test
    void addsNobodyWhoDoesNotWant() {
        Person alice = someone();
        Person bob = someone();
        shy.add(bob.id);

        Answer created = alice.post("/v1/groups", creation(UUID.randomUUID(), "Asked", bob));

        assertThat(created.text("/notAdded/0")).isEqualTo(bob.id.toString());
        assertThat(created.json().path("members").size()).isEqualTo(1);
        assertThat(bob.get("/v1/chats").json().path("chats").size()).isZero();
    }

    @Test
    void isMadeOfNobodyWhenNobodyCanTell() {
        Person alice = someone();
        Person bob = someone();
        stopContactService();

        Answer created = alice.post("/v1/groups", creation(UUID.randomUUID(), "Silent", bob));

        assertThat(created.status()).isEqualTo(503);
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void marksAsReadForThoseWhoWrote() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Marks", bob, carol);
        String last = alice.send(group, UUID.randomUUID(), "read me").text("/id");

        bob.put("/v1/chats/" + group + "/read", "{\"upTo\":\"" + last + "\"}");

        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo(last);
        assertThat(carol.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo("0");
        assertThat(carol.get("/v1/chats").json().at("/chats/0/unread").asInt()).isEqualTo(2);
    }

    @Test
    void tellsWhoIsNotInItAnyMoreNothingOfWhoReadsWhat() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Former", bob, carol);
        carol.send(group, UUID.randomUUID(), "before I go");
        remove(alice, group, carol);
        String later = alice.send(group, UUID.randomUUID(), "now she is gone").text("/id");
        String cursor = carol.get("/v1/updates").text("/cursor");

        bob.put("/v1/chats/" + group + "/read", "{\"upTo\":\"" + later + "\"}");

        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo(later);
        assertThat(carol.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
    }

    @Test
    void answersARetryOfWhoIsNotInItAnyMore() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Lost answer", bob);
        UUID clientId = UUID.randomUUID();
        Answer first = bob.send(group, clientId, "sent, but not heard of");
        remove(alice, group, bob);

        assertThat(bob.send(group, clientId, "sent, but not heard of").text("/id")).isEqualTo(first.text("/id"));
        assertThat(bob.send(group, clientId, "something else").text("/code")).isEqualTo("client-id-used");
        assertThat(bob.send(group, UUID.randomUUID(), "new").text("/code")).isEqualTo("not-a-member");
    }

    @Test
    void losesWhatAnErasedMemberTookBack() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(bob, "Takes", alice);
        bob.send(group, UUID.randomUUID(), "mine");
        alice.send(group, UUID.randomUUID(), "hers");

        erase(bob, true);

        eventually(() -> assertThat(texts(alice, group)).containsExactly("", "hers", ""));
        assertThat(alice.get("/v1/chats/" + group + "/messages").json().path("messages").valueStream()
                .map(message -> message.at("/event/kind").asString(""))).containsExactly("member-left", "",
                        "group-created");
    }

    @Test
    @Tag("case-16")
    void loses0AcknowledgedSendsWhileItsMembersChange() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Race", bob);
        List<Person> joining = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            joining.add(someone());
        }
        List<Callable<Answer>> acts = new ArrayList<>();
        joining.forEach(person -> acts.add(() -> add(alice, group, person)));
        for (int i = 0; i < 40; i++) {
            String text = "line " + i;
            acts.add(() -> bob.send(group, UUID.randomUUID(), text));
        }

        List<Answer> answers = all(acts);

        assertThat(answers).allMatch(answer -> answer.status() < 300);
        List<String> alices = ids(alice, group);
        assertThat(alices).hasSize(51).isEqualTo(ids(bob, group));
        joining.forEach(person -> {
            List<String> theirs = ids(person, group);
            assertThat(theirs).isEqualTo(alices.subList(0, theirs.size()));
        });
    }

    @Test
    void asksNoKeyholderWhileMailboxesAreLocked() throws Exception {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Before", bob);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual().start(() -> transaction.executeWithoutResult(_ -> {
            jdbc.sql("select id from mailbox where id = :id for update").param("id", bob.id).query().singleRow();
            locked.countDown();
            awaitUninterruptibly(free);
        }));
        locked.await();
        // its answer needs a key again, and so is 503
        Thread act = Thread.ofVirtual()
                .start(() -> alice.put("/v1/groups/" + group + "/title", "{\"title\":\"After\"}"));
        try {
            eventually(() -> assertThat(jdbc.sql("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock' and query like '%mailbox%'
                    """).query(Long.class).single()).isPositive());
            clock.advance(CACHED);
            keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(true));
            free.countDown();
            act.join();
        } finally {
            free.countDown();
            holder.join();
            clock.reset();
            keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(false));
        }

        eventually(() -> assertThat(bob.get("/v1/chats").text("/chats/0/title")).isEqualTo("After"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesWhatIsNoGroup() {
        Person alice = someone();

        assertThat(alice.post("/v1/groups", "{\"clientId\":\"" + UUID.randomUUID()
                + "\",\"title\":\"\",\"accountIds\":[]}").text("/errors/0/field")).isEqualTo("title");
        assertThat(alice.post("/v1/groups", "{\"title\":\"x\",\"accountIds\":[]}").text("/errors/0/field"))
                .isEqualTo("clientId");
        assertThat(alice.get("/v1/groups/" + UUID.randomUUID()).text("/code")).isEqualTo("chat-not-found");
        assertThat(alice.get("/v1/groups/x").status()).isEqualTo(404);
    }
}
