package dev.lethe.message.erasure;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;

class ErasureIT extends MessageServiceIT {
    @Autowired
    private OwnMessages messages;
    @Autowired
    private CopiesOfOthers copies;
    @Autowired
    private TellingPartners partners;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    @Qualifier("ledgerCopy")
    private LedgerCopy ledger;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    @Tag("case-1")
    void leavesNoRowOfTheAccount() {
        Person alice = someone();
        for (int i = 0; i < 20; i++) {
            Person friend = someone();
            alice.sends(friend, "hello " + i);
            friend.sends(alice, "hello back");
        }

        erase(alice, false);

        eventually(() -> assertThat(rowsOf(alice)).isZero());
        eventually(() -> assertThat(alice.get("/v1/chats").status()).isEqualTo(401));
    }

    @Test
    void leavesNoneOfManyMessages() {
        Person alice = someone();
        fill(alice, 50);

        erase(alice, false);

        eventually(() -> assertThat(rowsOf(alice)).isZero());
    }

    @Test
    void deletesAgainWhatARollbackBroughtBack() {
        Person alice = someone();
        fill(alice, 50);
        ErasureContext context = new ErasureContext(alice.id, false, clock.instant());

        transaction.executeWithoutResult(status -> {
            messages.eraseBatch(context, 1_000);
            status.setRollbackOnly();
        });
        List<Integer> batches = Stream.generate(() -> transaction.execute(_ -> messages.eraseBatch(context, 1_000)))
                .takeWhile(deleted -> deleted > 0).toList();

        assertThat(batches).containsExactly(1_000, 1_000, 1_000, 1_000);
    }

    @Test
    void leavesATombstoneThatDoesNotTellHowMuchWasWritten() {
        Person alice = someone();
        alice.delete("/v1/chats/" + alice.id + "/messages/" + alice.sends(alice, "one"));
        alice.sends(alice, "two");

        erase(alice, false);

        eventually(() -> assertThat(jdbc
                .sql("select state || seq || last_id || gone_floor || erasure_done from mailbox where id = :id")
                .param("id", alice.id).query(String.class).single()).startsWith("erased000"));
    }

    @Test
    @Tag("case-10")
    void takesNothingOfAnybodyElse() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "from alice");
        bob.sends(alice, "from bob");
        List<byte[]> before = bodiesOf(bob);

        erase(alice, false);
        eventually(() -> assertThat(rowsOf(alice)).isZero());

        assertThat(bodiesOf(bob)).usingRecursiveComparison().isEqualTo(before);
        Answer page = bob.get("/v1/chats/" + alice.id + "/messages");
        assertThat(page.text("/messages/1/text")).isEqualTo("from alice");
        assertThat(page.json().at("/messages/1/author/deleted").asBoolean()).isTrue();
        assertThat(bob.get("/v1/chats").json().at("/chats/0/partner/deleted").asBoolean()).isTrue();
        assertThat(bob.send(alice.id, UUID.randomUUID(), "are you there?").text("/code"))
                .isEqualTo("partner-deleted");
    }

    @Test
    @Tag("case-16")
    void bringsNobodyBackByMessagesInFlight() throws Exception {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "before");

        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<Future<Answer>> sends = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                boolean fromAlice = i % 2 == 0;
                if (i == 40) {
                    erase(alice, false);
                }
                sends.add(threads.submit(() -> fromAlice ? alice.send(bob.id, UUID.randomUUID(), "in flight")
                        : bob.send(alice.id, UUID.randomUUID(), "in flight")));
            }
            for (Future<Answer> send : sends) {
                answers.add(send.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 401, 410));
        eventually(() -> assertThat(rowsOf(alice)).isZero());
        long sent = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(bob.textsWith(alice.id)).hasSize((int) sent + 1);
        assertThat(bob.send(alice.id, UUID.randomUUID(), "late").status()).isEqualTo(410);
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    @Tag("case-17")
    void staysErasedWhateverIsHeardLater() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hi");
        erase(alice, false);
        eventually(() -> assertThat(rowsOf(alice)).isZero());

        events.publish("account-service", new AccountRegistered(alice.id, new byte[] {1}, null, clock.instant()));
        events.publish("account-service", new AccountRegistered(bob.id, new byte[] {1}, null, clock.instant()));
        Person marker = someone();
        events.publish("account-service", new AccountRegistered(marker.id, new byte[] {1}, null, clock.instant()));

        eventually(() -> assertThat(state(marker)).isEqualTo("live"));
        assertThat(state(alice)).isEqualTo("erased");
        assertThat(state(bob)).isEqualTo("live");
    }

    @Test
    void takesBackForEveryoneFromChatsThatItsAuthorDeletedBefore() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "take this back");
        alice.delete("/v1/chats/" + bob.id);
        assertThat(bob.textsWith(alice.id)).containsExactly("take this back");

        erase(alice, true);

        eventually(() -> assertThat(bob.textsWith(alice.id)).isEmpty());
    }

    @Test
    void takesBackForEveryoneWhatIsYoungEnough() {
        Person alice = someone();
        Person bob = someone();
        clock.advance(Duration.ofDays(-3));
        alice.sends(bob, "three days old");
        clock.reset();
        alice.sends(bob, "of today");
        bob.sends(alice, "bob's own");

        erase(alice, true);

        eventually(() -> assertThat(bob.textsWith(alice.id)).containsExactly("bob's own", "three days old"));
        eventually(() -> assertThat(rowsOf(alice)).isZero());
    }

    @Test
    void takesBackForEveryoneFromChatsThatItsAuthorDeletedLongAgo() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "take this back");
        alice.delete("/v1/chats/" + bob.id);
        jdbc.sql("delete from gone where owner_id = :id").param("id", alice.id).update();

        erase(alice, true);

        eventually(() -> assertThat(bob.textsWith(alice.id)).isEmpty());
    }

    @Test
    @Tag("case-19")
    void takesBackForEveryoneWhatIsHeardOfByTheLedgerAlone() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "take this back");
        AccountErased event = subjects.erasureOf(alice.id, true);

        ledger.add(List.of(new LedgerEntry(alice.id, event.erasureId(), event.at(), event.ledgerSignature(),
                event.everyoneSignature(), null)));

        eventually(() -> assertThat(rowsOf(alice)).isZero());
        assertThat(bob.textsWith(alice.id)).isEmpty();
    }

    /// Mailboxes are locked in the order of their owners, and who starts again from the first holds those further on.
    @Test
    void startsAgainInAnotherTransactionWhereOthersWereFaster() throws Exception {
        Person alice = someone();
        List<Person> friends = Stream.generate(this::someone).limit(2)
                .sorted((one, other) -> one.id.toString().compareTo(other.id.toString())).toList();
        friends.forEach(friend -> alice.sends(friend, "hello"));
        ErasureContext context = new ErasureContext(alice.id, true, clock.instant());
        assertThat(takesBack(context)).isOne();

        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> batch = transaction.execute(_ -> {
                jdbc.sql("select 1 from mailbox where id = :id for update").param("id", friends.getLast().id)
                        .query(Integer.class).single();
                jdbc.sql("delete from message where owner_id = :id").param("id", friends.getLast().id).update();
                Future<Integer> waiting = threads
                        .submit(() -> takesBack(context));
                eventually(() -> assertThat(jdbc.sql("""
                        select count(*) from pg_locks where not granted and locktype in ('transactionid', 'tuple')""")
                        .query(Long.class).single()).isPositive());
                return waiting;
            });

            assertThat(batch.get()).isEqualTo(ErasureStep.AGAIN);
        }
        assertThat(takesBack(context)).isZero();
    }

    private int takesBack(ErasureContext context) {
        Integer done = transaction.execute(_ -> copies.eraseBatch(context, 1));
        return done == null ? 0 : done;
    }

    @Test
    void takesNothingBackOnHearsay() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "bob's now");
        AccountErased event = subjects.erasureOf(alice.id, false);
        byte @Nullable [] ofAnother = subjects.erasureOf(bob.id, true).everyoneSignature();

        ledger.add(List.of(new LedgerEntry(alice.id, event.erasureId(), event.at(), event.ledgerSignature(), ofAnother,
                null)));

        eventually(() -> assertThat(rowsOf(alice)).isZero());
        assertThat(bob.textsWith(alice.id)).containsExactly("bob's now");
    }

    @Test
    void tellsTheDevicesOfPartnersOnce() {
        Person alice = someone();
        List<Person> partners = Stream.generate(this::someone).limit(3).toList();
        partners.forEach(partner -> alice.sends(partner, "hello"));
        alice.delete("/v1/chats/" + partners.getLast().id);
        List<String> cursors = partners.stream().map(partner -> partner.get("/v1/updates").text("/cursor")).toList();

        erase(alice, false);

        for (int i = 0; i < partners.size(); i++) {
            Person partner = partners.get(i);
            String since = "/v1/updates?after=" + cursors.get(i);
            eventually(() -> assertThat(partner.get(since).json().path("updates")).hasSize(1));
            Answer told = partner.get(since);
            assertThat(told.text("/updates/0/type")).isEqualTo("chat");
            assertThat(told.text("/updates/0/chat/partner/id")).isEqualTo(alice.id.toString());
            assertThat(told.json().at("/updates/0/chat/partner/deleted").asBoolean()).isTrue();
        }
        eventually(() -> assertThat(rowsOf(alice)).isZero());
        assertThat(partners.getFirst().get("/v1/updates?after=" + cursors.getFirst()).json().path("updates"))
                .hasSize(1);
    }

    /// Two who end at once: the erasure of one must not touch what the other's is deleting.
    @Test
    void leavesTheChatsOfErasedPartnersToTheirErasures() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        ErasureContext context = new ErasureContext(alice.id, false, clock.instant());

        transaction.executeWithoutResult(status -> {
            jdbc.sql("update mailbox set state = 'erased' where id = :id").param("id", bob.id).update();

            assertThat(partners.eraseBatch(context, 1_000)).isZero();

            assertThat(jdbc.sql("select partner_gone from chat where owner_id = :owner").param("owner", bob.id)
                    .query(Boolean.class).single()).isFalse();
            status.setRollbackOnly();
        });
    }

    @Test
    void looksForWhatItTakesBackInOnePartitionAReceiver() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        fill(bob, 5);
        jdbc.sql(
                """
                        insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                        select gen_random_uuid(), n, gen_random_uuid(), null, 'text', '\\x00', 1 from generate_series(1, 60000) n
                        """)
                .update();
        jdbc.sql("analyze message").update();

        String plan = String.join("\n", jdbc.sql("explain " + CopiesOfOthers.NEXT_RECEIVERS)
                .param("author", alice.id).param("since", 0L)
                .param("account", new UUID(0, 0)).param("chat", new UUID(0, 0)).param("many", 50)
                .query((row, _) -> row.getString(1)).list());

        assertThat(plan).doesNotContain("Seq Scan on message", "Semi Join").contains("_owner_id_chat_id_id_idx");
    }

    private String state(Person person) {
        return jdbc.sql("select state from mailbox where id = :id")
                .param("id", person.id)
                .query(String.class)
                .single();
    }

    private List<byte[]> bodiesOf(Person person) {
        return jdbc.sql("select body from message where owner_id = :id order by id")
                .param("id", person.id)
                .query((row, _) -> row.getBytes(1))
                .list();
    }
}
