package dev.lethe.message.notice;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.vault.InMemoryKeyholder;

class NoticeIT extends MessageServiceIT {
    private static final UUID SERVICE = ChatId.SERVICE.value();

    @Autowired
    private Vault vault;
    @Autowired
    private NoticeExpiry expiry;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void putsANoticeIntoTheServiceChat() {
        Person alice = someone();
        UUID bob = UUID.randomUUID();

        events.publish("contact-service", notice(alice, Kind.CONTACT_JOINED, "Bob is here", null, bob, null));

        eventually(() -> assertThat(alice.textsWith(SERVICE)).containsExactly("Bob is here"));
        Answer chat = alice.get("/v1/chats");
        assertThat(chat.text("/chats/0/kind")).isEqualTo("service");
        assertThat(chat.text("/chats/0/lastMessage/notice/kind")).isEqualTo("contact-joined");
        assertThat(chat.text("/chats/0/lastMessage/notice/aboutAccountId")).isEqualTo(bob.toString());
    }

    @Test
    @Tag("case-18")
    void putsItThereOnceHoweverOftenItArrives() {
        Person alice = someone();
        NoticePosted notice = notice(alice, Kind.NEW_SESSION, "A new device", null, null, null);

        events.publish("account-service", notice);
        events.publish("account-service", notice);
        events.publish("account-service", notice(alice, Kind.NEW_SESSION, "Another", null, null, null));

        eventually(() -> assertThat(alice.textsWith(SERVICE)).containsExactly("Another", "A new device"));
    }

    @Test
    void hidesACodeFromSessionsThatAreTooYoung() {
        Person alice = someone();
        Instant then = clock.instant().minus(Duration.ofHours(24));
        Person old = alice.withSessionSince(then.minusSeconds(60));
        String cursor = alice.get("/v1/updates").text("/cursor");

        events.publish("account-service", notice(alice, Kind.DELETION_CODE, "123456", then, null, null));

        eventually(() -> assertThat(old.textsWith(SERVICE)).containsExactly("123456"));
        String id = old.get("/v1/chats/" + SERVICE + "/messages").text("/messages/0/id");
        assertThat(alice.textsWith(SERVICE)).isEmpty();
        assertThat(alice.get("/v1/chats").json().toString()).doesNotContain("123456");
        assertThat(alice.get("/v1/updates?after=" + cursor).json().toString()).doesNotContain("123456");
        assertThat(alice.delete("/v1/chats/" + SERVICE + "/messages/" + id).text("/deleted")).isEqualTo("0");
        assertThat(old.textsWith(SERVICE)).hasSize(1);
    }

    @Test
    void clearsOnlyWhatTheSessionSees() {
        Person alice = someone();
        Instant then = clock.instant().minus(Duration.ofHours(24));
        Person old = alice.withSessionSince(then.minusSeconds(60));
        events.publish("account-service", notice(alice, Kind.DELETION_CODE, "123456", then, null, null));
        events.publish("account-service", notice(alice, Kind.NEW_SESSION, "A new device", null, null, null));
        eventually(() -> assertThat(old.textsWith(SERVICE)).hasSize(2));

        Answer cleared = alice.delete("/v1/chats/" + SERVICE);

        assertThat(cleared.text("/deleted")).isEqualTo("1");
        assertThat(old.textsWith(SERVICE)).containsExactly("123456");
        assertThat(old.delete("/v1/chats/" + SERVICE).text("/deleted")).isEqualTo("1");
        assertThat(alice.get("/v1/chats").json().path("chats")).isEmpty();
    }

    @Test
    void tellsAYoungSessionNoMarkOnANoticeItDoesNotSee() {
        Person alice = someone();
        Instant then = clock.instant().minus(Duration.ofHours(24));
        Person old = alice.withSessionSince(then.minusSeconds(60));
        events.publish("account-service", notice(alice, Kind.NEW_SESSION, "A new device", null, null, null));
        eventually(() -> assertThat(old.textsWith(SERVICE)).hasSize(1));
        events.publish("account-service", notice(alice, Kind.DELETION_CODE, "123456", then, null, null));
        eventually(() -> assertThat(old.textsWith(SERVICE)).hasSize(2));
        Answer page = old.get("/v1/chats/" + SERVICE + "/messages");
        String hidden = page.text("/messages/0/id");
        String seen = page.text("/messages/1/id");
        String read = "/v1/chats/" + SERVICE + "/read";

        assertThat(old.put(read, "{\"upTo\":\"" + hidden + "\"}").text("/readUpTo")).isEqualTo(hidden);
        assertThat(alice.put(read, "{\"upTo\":\"" + hidden + "\"}").text("/readUpTo")).isEqualTo(seen);
        assertThat(alice.get("/v1/chats").text("/chats/0/readUpTo")).isEqualTo(seen);
        assertThat(alice.get("/v1/chats").json().toString()).doesNotContain(hidden);
        assertThat(old.get("/v1/chats").text("/chats/0/readUpTo")).isEqualTo(hidden);
    }

    @Test
    void showsNoCodeThatHasEndedAndDeletesIt() {
        Person alice = someone();
        events.publish("account-service",
                notice(alice, Kind.SIGN_IN_CODE, "654321", null, null, clock.instant().plus(Duration.ofMinutes(5))));
        eventually(() -> assertThat(alice.textsWith(SERVICE)).containsExactly("654321"));

        clock.advance(Duration.ofMinutes(6));

        assertThat(alice.textsWith(SERVICE)).isEmpty();
        expiry.deleteExpired();
        assertThat(jdbc.sql("select count(*) from message where owner_id = :id")
                .param("id", alice.id)
                .query(Long.class)
                .single()).isZero();
    }

    @Test
    void deletesWhatEndedOfOthersWhenOneFails() {
        List<Person> people = List.of(someone(), someone(), someone());
        Instant end = clock.instant().plus(Duration.ofMinutes(5));
        for (int i = 0; i < people.size(); i++) {
            events.publish("account-service",
                    notice(people.get(i), Kind.SIGN_IN_CODE, "654321", null, null, end.plusSeconds(i)));
        }
        people.forEach(person -> eventually(() -> assertThat(person.textsWith(SERVICE)).containsExactly("654321")));

        refusing("notice", people.getFirst(), () -> {
            clock.advance(Duration.ofMinutes(6));
            expiry.deleteExpired();

            assertThat(people).extracting(this::messages).containsExactly(1L, 0L, 0L);
        });
    }

    @Test
    void forgetsOldNoticesAfterEightDays() {
        Person alice = someone();
        clock.advance(Duration.ofDays(-9));
        events.publish("account-service", notice(alice, Kind.NEW_SESSION, "A new device", null, null, null));
        eventually(() -> assertThat(notices(alice)).isOne());
        clock.reset();
        events.publish("account-service", notice(alice, Kind.NEW_SESSION, "Another", null, null, null));
        eventually(() -> assertThat(notices(alice)).isEqualTo(2));

        expiry.forgetOld(1);

        assertThat(notices(alice)).isOne();
    }

    private long messages(Person person) {
        return jdbc.sql("select count(*) from message where owner_id = :id").param("id", person.id).query(Long.class)
                .single();
    }

    private long notices(Person person) {
        return jdbc.sql("select count(*) from notice where owner_id = :id").param("id", person.id).query(Long.class)
                .single();
    }

    @Test
    @Tag("case-17")
    void dropsNoticesForErasedAccounts() {
        Person alice = someone();
        Person bob = someone();
        NoticePosted notice = notice(alice, Kind.NEW_SESSION, "too late", null, null, null);
        erase(alice, false);

        events.publish("account-service", notice);
        events.publish("account-service", notice(bob, Kind.NEW_SESSION, "in time", null, null, null));

        eventually(() -> assertThat(bob.textsWith(SERVICE)).containsExactly("in time"));
        eventually(() -> assertThat(rowsOf(alice)).isZero());
    }

    @Test
    void asksNoKeyholderWhileTheMailboxIsLocked() throws Exception {
        Person alice = someone();
        alice.sends(alice, "so that there is a mailbox");
        NoticePosted notice = notice(alice, Kind.NEW_SESSION, "A new device", null, null, null);
        vault.forgetAll();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual().start(() -> transaction.executeWithoutResult(_ -> {
            jdbc.sql("select id from mailbox where id = :id for update").param("id", alice.id).query().singleRow();
            locked.countDown();
            awaitUninterruptibly(free);
        }));
        locked.await();
        try {
            events.publish("account-service", notice);
            eventually(() -> assertThat(jdbc.sql("""
                    select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%mailbox%'
                    """).query(Long.class).single()).isPositive());
            keyholders.all().stream().limit(2).forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(true));
            free.countDown();

            eventually(() -> assertThat(alice.textsWith(SERVICE)).containsExactly("A new device"));
        } finally {
            free.countDown();
            holder.join();
            keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(false));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private NoticePosted notice(Person to, Kind kind, String text, @Nullable Instant visibleBefore,
            @Nullable UUID about, @Nullable Instant expiresAt) {
        UUID id = UUID.randomUUID();
        byte[] sealed = vault.key(to.id, Reader.EXCHANGE).seal(Place.ofEvent(NoticeEvent.TOPIC, id, to.id), text);
        return new NoticePosted(to.id, id, kind, sealed, visibleBefore, about, clock.instant(), expiresAt);
    }
}
