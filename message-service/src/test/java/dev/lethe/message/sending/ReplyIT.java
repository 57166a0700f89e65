package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.message.MessageServiceIT;

class ReplyIT extends MessageServiceIT {
    @Test
    void quotesFromEachReadersOwnCopy() {
        Person alice = someone();
        Person bob = someone();
        String question = alice.sends(bob, "Shall we?");

        Answer reply = reply(bob, alice, question, "Yes");

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
        assertThat(reply.text("/replyTo/text")).isEqualTo("Shall we?");
        for (Answer page : new Answer[] {alice.get(chat(bob)), bob.get(chat(alice))}) {
            assertThat(page.text("/messages/0/text")).isEqualTo("Yes");
            assertThat(page.text("/messages/0/replyTo/id")).isEqualTo(question);
            assertThat(page.text("/messages/0/replyTo/text")).isEqualTo("Shall we?");
            assertThat(page.text("/messages/0/replyTo/kind")).isEqualTo("text");
            assertThat(page.text("/messages/0/replyTo/author/id")).isEqualTo(alice.id.toString());
            assertThat(page.json().at("/messages/1").has("replyTo")).isFalse();
        }
        assertThat(alice.get("/v1/chats").text("/chats/0/lastMessage/replyTo/text")).isEqualTo("Shall we?");
    }

    @Test
    void leavesOnlyTheIdOfAQuoteWhoseCopyIsGone() {
        Person alice = someone();
        Person bob = someone();
        String question = alice.sends(bob, "a secret question");
        reply(bob, alice, question, "an answer");

        bob.delete(chat(alice) + "/" + question);

        Answer his = bob.get(chat(alice));
        assertThat(his.text("/messages/0/replyTo/id")).isEqualTo(question);
        assertThat(his.json().at("/messages/0/replyTo")).hasSize(1);
        assertThat(his.json().toString()).doesNotContain("a secret question");
        assertThat(alice.get(chat(bob)).text("/messages/0/replyTo/text")).isEqualTo("a secret question");
    }

    @Test
    void quotesNothingOfAnotherChatThatHasTheSameId() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        String question = alice.sends(bob, "a secret question");
        reply(bob, alice, question, "an answer");
        jdbc.sql("update message set chat_id = :carol where owner_id = :bob and id = :id")
                .param("carol", carol.id)
                .param("bob", bob.id)
                .param("id", Long.parseLong(question))
                .update();

        assertThat(bob.get(chat(alice)).json().at("/messages/0/replyTo")).hasSize(1);
    }

    @Test
    void quotesTwoHundredCharacters() {
        Person alice = someone();
        String id = alice.sends(alice, "🐈".repeat(201));

        Answer reply = reply(alice, alice, id, "long");

        assertThat(reply.text("/replyTo/text")).isEqualTo("🐈".repeat(200));
    }

    @Test
    @Tag("case-66")
    void answersOnlyWhatTheSenderHoldsInThatChat() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        String between = alice.sends(bob, "between us");
        String other = eve.sends(alice, "elsewhere");

        Answer strangers = reply(eve, bob, between, "I heard");
        Answer otherChat = reply(alice, bob, other, "mixed up");
        Answer nowhere = reply(alice, bob, "12345", "nothing");

        for (Answer refused : new Answer[] {strangers, otherChat, nowhere, reply(alice, bob, "x", "no id"),
            reply(alice, bob, "9999999999999999999", "too large")}) {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text("/code")).isEqualTo("message-not-found");
            assertThat(refused.text("/errors/0/field")).isEqualTo("replyTo");
        }
        assertThat(reply(alice, bob, "1".repeat(20), "too long").status()).isEqualTo(400);
        assertThat(alice.textsWith(bob.id)).containsExactly("between us");
    }

    @Test
    @Tag("case-37")
    void answersARetryWhoseQuestionIsGoneByThen() {
        Person alice = someone();
        Person bob = someone();
        String question = alice.sends(bob, "question");
        UUID clientId = UUID.randomUUID();
        Answer first = reply(bob, alice, clientId, question, "once");
        bob.delete(chat(alice) + "/" + question);

        Answer again = reply(bob, alice, clientId, question, "once");
        Answer other = reply(bob, alice, clientId, first.text("/id"), "once");

        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.text("/code")).isEqualTo("client-id-used");
        assertThat(alice.textsWith(bob.id)).containsExactly("once", "question");
    }

    private static String chat(Person with) {
        return "/v1/chats/" + with.id + "/messages";
    }

    private static Answer reply(Person from, Person to, String message, String text) {
        return reply(from, to, UUID.randomUUID(), message, text);
    }

    private static Answer reply(Person from, Person to, UUID clientId, String message, String text) {
        return from.post(chat(to), JSON.createObjectNode()
                .put("clientId", clientId.toString())
                .put("text", text)
                .put("replyTo", message)
                .toString());
    }
}
