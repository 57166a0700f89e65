package dev.lethe.message.search;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// What a search must not reach: what was changed, taken back, or is not for this session.
class SearchReachIT extends MessageServiceIT {
    private static final UUID SERVICE = ChatId.SERVICE.value();

    @Autowired
    private Vault vault;

    private static List<String> find(Person reader, String query) {
        Answer answer = reader.get("/v1/search?" + query);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("hits").valueStream().map(hit -> hit.at("/message/text").asString()).toList();
    }

    @Test
    @Tag("case-56")
    void findsWhatAnEditSaysNowAndNotWhatItSaidBefore() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "meet at noon");

        assertThat(alice.patch("/v1/chats/" + bob.id + "/messages/" + id, "{\"text\":\"meet at midnight\"}").status())
                .isEqualTo(200);

        for (Person reader : List.of(alice, bob)) {
            assertThat(find(reader, "q=midnight")).containsExactly("meet at midnight");
            assertThat(find(reader, "q=noon")).isEmpty();
        }
    }

    @Test
    @Tag("case-56")
    void findsNothingAnywhereAfterADeletionForBoth() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "never mind");

        assertThat(alice.delete("/v1/chats/" + bob.id + "/messages/" + id + "?forEveryone=true").status())
                .isEqualTo(200);

        for (Person reader : List.of(alice, bob)) {
            assertThat(find(reader, "q=never")).isEmpty();
            assertThat(find(reader, "q=min")).isEmpty();
            assertThat(find(reader, "from=" + alice.id)).isEmpty();
        }
        assertThat(jdbc.sql("select count(*) from message where id = :id and tokens is not null")
                .param("id", Long.parseLong(id))
                .query(Long.class)
                .single()).isZero();
    }

    @Test
    void hidesNoticesFromSessionsThatAreTooYoung() {
        Person alice = someone();
        Instant then = clock.instant().minus(Duration.ofHours(24));
        Person old = alice.withSessionSince(then.minusSeconds(60));
        UUID id = UUID.randomUUID();
        byte[] sealed = vault.key(alice.id, Reader.EXCHANGE).seal(Place.ofEvent(NoticeEvent.TOPIC, id, alice.id),
                "code 123456");

        events.publish("account-service", new NoticePosted(alice.id, id, NoticePosted.Kind.DELETION_CODE, sealed, then,
                null, clock.instant(), null));

        eventually(() -> assertThat(find(old, "chatId=" + SERVICE)).containsExactly("code 123456"));
        assertThat(find(alice, "chatId=" + SERVICE)).isEmpty();
        assertThat(find(alice, "q=123456")).isEmpty();
    }

    @Test
    void takesAllWordsOfALongQuery() {
        Person alice = someone();
        String words = "one two three four five six seven eight nine ten";
        alice.sends(alice, words);
        alice.sends(alice, words.replace("ten", "eleven"));

        assertThat(find(alice, "q=" + words.replace(" ", "%20"))).containsExactly(words);
    }
}
