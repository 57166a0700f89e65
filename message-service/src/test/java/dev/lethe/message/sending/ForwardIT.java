package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.message.mailbox.ChatId;

class ForwardIT extends GroupServiceIT {
    @Test
    void copiesTheWordsAndSaysWhoWroteThemFirst() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        String id = alice.sends(bob, "pass it on");

        Answer first = forward(bob, carol, alice.id, id);
        Answer second = forward(carol, carol, bob.id, first.text("/id"));

        assertThat(first.status()).as(first.json().toString()).isEqualTo(201);
        assertThat(first.text("/text")).isEqualTo("pass it on");
        assertThat(carol.get(chat(bob)).text("/messages/0/forwardedFrom/id")).isEqualTo(alice.id.toString());
        assertThat(carol.get(chat(bob)).text("/messages/0/author/id")).isEqualTo(bob.id.toString());
        assertThat(second.text("/forwardedFrom/id")).isEqualTo(alice.id.toString());
        assertThat(alice.textsWith(bob.id)).containsExactly("pass it on");
    }

    @Test
    void putsNoWordsIntoTheMouthOfWhoWroteItFirst() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "as I said");
        String forwarded = forward(bob, bob, alice.id, id).text("/id");
        String own = forward(alice, alice, bob.id, id).text("/id");

        Answer refused = bob.patch(chat(bob) + "/" + forwarded, "{\"text\":\"as I never said\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("not-editable");
        assertThat(bob.textsWith(bob.id)).containsExactly("as I said");
        assertThat(alice.patch(chat(alice) + "/" + own, "{\"text\":\"better said\"}").status()).isEqualTo(200);
    }

    @Test
    void namesNobodyWhoDoesNotWantIt() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        String id = alice.sends(bob, "off the record");
        String before = forward(bob, carol, alice.id, id).text("/id");
        shy.add(alice.id);

        Answer first = forward(bob, carol, alice.id, id);
        Answer second = forward(carol, carol, bob.id, first.text("/id"));
        Answer older = forward(carol, carol, bob.id, before);

        for (Answer unnamed : List.of(first, second, older)) {
            assertThat(unnamed.status()).as(unnamed.json().toString()).isEqualTo(201);
            assertThat(unnamed.json().path("forwarded").asBoolean()).isTrue();
            assertThat(unnamed.json().has("forwardedFrom")).isFalse();
        }
        Answer page = carol.get(chat(bob));
        assertThat(page.text("/messages/0/id")).isEqualTo(first.text("/id"));
        assertThat(page.json().at("/messages/0/forwarded").asBoolean()).isTrue();
        assertThat(page.json().at("/messages/0").has("forwardedFrom")).isFalse();
        assertThat(page.text("/messages/1/forwardedFrom/id")).isEqualTo(alice.id.toString());
        assertThat(bob.patch(chat(carol) + "/" + first.text("/id"), "{\"text\":\"changed\"}").text("/code"))
                .isEqualTo("not-editable");
        assertThat(carol.get("/v1/exports?chatId=" + bob.id).json().at("/messages/1").has("forwarded_from_id"))
                .isFalse();
        assertThat(carol.get("/v1/exports?chatId=" + bob.id).json().at("/messages/1/forwarded_from").isNull())
                .isTrue();
    }

    @Test
    void namesWhoPassesOnTheirOwnWords() {
        Person alice = someone();
        Person bob = someone();
        shy.add(alice.id);
        String id = alice.sends(alice, "mine");

        assertThat(forward(alice, bob, alice.id, id).text("/forwardedFrom/id")).isEqualTo(alice.id.toString());
    }

    @Test
    void passesNothingOnWhileNobodyCanTellWhetherToNameItsAuthor() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "wait");
        UUID clientId = UUID.randomUUID();
        stopContactService();

        assertThat(forward(bob, bob, clientId, alice.id, id).status()).isEqualTo(503);
        assertThat(bob.textsWith(bob.id)).isEmpty();
    }

    @Test
    void keepsTheForwardedCopyWhenItsSourceIsGone() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        String id = alice.sends(bob, "to be kept");
        forward(bob, carol, alice.id, id);

        erase(alice, true);
        eventually(() -> assertThat(bob.textsWith(alice.id)).isEmpty());

        Answer page = carol.get(chat(bob));
        assertThat(page.text("/messages/0/text")).isEqualTo("to be kept");
        assertThat(page.json().at("/messages/0/forwardedFrom/deleted").asBoolean()).isTrue();
    }

    @Test
    @Tag("case-66")
    void passesOnOnlyWhatTheCallerHolds() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        String id = alice.sends(bob, "between us");

        for (Answer refused : List.of(forward(eve, eve, bob.id, id), forward(alice, alice, alice.id, id),
                forward(alice, alice, bob.id, "77"), forward(alice, alice, bob.id, "no id"))) {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text("/errors/0/field")).isEqualTo("forward.messageId");
        }
        assertThat(rowsOf(eve)).isZero();
    }

    @Test
    void takesNoTextBesideAForward() {
        Person alice = someone();
        String id = alice.sends(alice, "note");
        String forward = "\"forward\":{\"chatId\":\"" + alice.id + "\",\"messageId\":\"" + id + "\"}";

        Answer refused = alice.post(chat(alice),
                "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"more\"," + forward + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("forward");
    }

    @Test
    void passesImportedMessagesOnAsTexts() {
        Person alice = someone();
        Person bob = someone();
        alice.post("/v1/imports", """
                {"name":"Old friend","type":"personal_chat","id":4711,"messages":[
                 {"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800",
                  "from":"Old friend","from_id":"user9","text":"from long ago"},
                 {"id":2,"type":"service","date":"2020-01-01T10:01:00","date_unixtime":"1577872860",
                  "actor":"Old friend","actor_id":"user9","action":"phone_call","text":""}]}
                """);
        UUID imported = UUID.fromString(alice.get("/v1/chats").text("/chats/0/id"));
        Answer page = alice.get("/v1/chats/" + imported + "/messages");

        Answer forwarded = forward(alice, bob, imported, page.text("/messages/1/id"));
        Answer wordless = forward(alice, bob, imported, page.text("/messages/0/id"));

        assertThat(forwarded.status()).as(forwarded.json().toString()).isEqualTo(201);
        assertThat(forwarded.text("/kind")).isEqualTo("text");
        assertThat(forwarded.json().has("forwardedFrom")).isFalse();
        assertThat(bob.textsWith(alice.id)).containsExactly("from long ago");
        assertThat(wordless.text("/code")).isEqualTo("not-forwardable");
        assertThat(forward(alice, bob, ChatId.SERVICE.value(), "1").status()).isEqualTo(404);
    }

    @Test
    @Tag("case-37")
    void passesOnOnceHoweverOftenItIsTriedAndWhateverBecameOfTheSource() throws Exception {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(alice, "once");
        UUID clientId = UUID.randomUUID();
        Callable<Answer> act = () -> forward(alice, bob, clientId, alice.id, id);
        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = IntStream.range(0, 20).mapToObj(_ -> threads.submit(act)).toList();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
        }

        alice.delete(chat(alice) + "/" + id);
        Answer again = forward(alice, bob, clientId, alice.id, id);
        Answer other = forward(alice, bob, clientId, bob.id, answers.getFirst().text("/id"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct()).hasSize(1);
        assertThat(again.json()).isEqualTo(answers.getFirst().json());
        assertThat(other.text("/code")).isEqualTo("client-id-used");
        assertThat(bob.textsWith(alice.id)).containsExactly("once");
    }

    private static String chat(Person with) {
        return "/v1/chats/" + with.id + "/messages";
    }

    private static Answer forward(Person from, Person to, UUID chat, String message) {
        return forward(from, to, UUID.randomUUID(), chat, message);
    }

    private static Answer forward(Person from, Person to, UUID clientId, UUID chat, String message) {
        var body = JSON.createObjectNode().put("clientId", clientId.toString());
        body.putObject("forward").put("chatId", chat.toString()).put("messageId", message);
        return from.post(chat(to), body.toString());
    }
}
