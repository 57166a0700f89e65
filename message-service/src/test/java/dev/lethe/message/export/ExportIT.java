package dev.lethe.message.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.telegram.TelegramSamples;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Vault;

class ExportIT extends MessageServiceIT {
    @Autowired
    private Vault vault;

    private static final String SERVICE = "00000000-0000-4000-8000-000000000001";

    @Test
    void writesLiveChatsInTheSameWords() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        String id = bob.sends(alice, "wie geht’s? 👋");

        JsonNode chat = alice.get("/v1/exports?chatId=" + bob.id).json();

        assertThat(chat.path("type").asString()).isEqualTo("personal_chat");
        assertThat(chat.path("lethe_id").asString()).isEqualTo(bob.id.toString());
        assertThat(chat.path("id").asLong()).isPositive().isLessThan(1L << 53);
        JsonNode second = chat.at("/messages/1");
        assertThat(second.path("id").asLong()).isLessThan(1L << 53).isGreaterThan(chat.at("/messages/0/id").asLong());
        assertThat(second.path("from_id").asString()).isEqualTo("user" + bob.id);
        assertThat(second.path("text").asString()).isEqualTo("wie geht’s? 👋");
        assertThat(second.at("/text_entities/0/type").asString()).isEqualTo("plain");
        assertThat(second.path("lethe_id").asString()).isEqualTo(id);
        assertThat(second.path("date_unixtime").asString())
                .isEqualTo(Long.toString((Long.parseLong(id) >> 20) / 1_000));
    }

    @Test
    void canBeImportedByTheNextSuite() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        bob.sends(alice, "hi");
        alice.sends(alice, "buy milk");
        JsonNode export = alice.get("/v1/exports").json();
        Person newAlice = someone();

        Answer imported = newAlice.post("/v1/imports", export.toString());
        Answer again = newAlice.post("/v1/imports", alice.get("/v1/exports").json().toString());

        assertThat(imported.text("/chats") + " " + imported.text("/messages")).isEqualTo("2 3");
        assertThat(again.text("/messages") + " " + again.text("/skipped")).isEqualTo("0 3");
        assertThat(newAlice.get("/v1/exports").json().at("/chats/list")).containsExactlyInAnyOrderElementsOf(
                export.at("/chats/list").valueStream().toList());
    }

    @Test
    void writesImportedChatsBesideLiveOnes() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.fullAccount());
        alice.sends(alice, "buy milk");

        JsonNode export = alice.get("/v1/exports").json();

        assertThat(export.at("/chats/list").valueStream().map(chat -> chat.path("type").asString())).containsExactly(
                "personal_chat", "personal_chat", "private_supergroup", "saved_messages", "public_channel",
                "saved_messages");
        assertThat(export.at("/left_chats/list")).hasSize(1);
        assertThat(export.path("about").asString()).startsWith("Here is the data");
    }

    @Test
    void takesTheNewestWordOfAChatThatIsImportedAgain() {
        Person alice = someone();
        String export = TelegramSamples.singleChat();
        alice.post("/v1/imports", export);
        String renamed = export.replace("\"name\": \"Ada Example\"", "\"name\": \"Ada E.\", \"is_new\": true");

        alice.post("/v1/imports", renamed);

        Answer chats = alice.get("/v1/chats");
        assertThat(chats.text("/chats/0/title")).isEqualTo("Ada E.");
        assertThat(alice.get("/v1/exports?chatId=" + chats.text("/chats/0/id")).json())
                .isEqualTo(JSON.readTree(renamed));
    }

    @Test
    void saysNothingOfChatsOfOthersAndLeavesOutTheServiceChat() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");

        assertThat(someone().get("/v1/exports?chatId=" + bob.id).text("/code")).isEqualTo("chat-not-found");
        assertThat(someone().get("/v1/exports?chatId=" + SERVICE).status()).isEqualTo(404);
        assertThat(someone().get("/v1/exports").json().at("/chats/list")).isEmpty();
    }

    @Test
    void breaksOffVisibly() {
        Person alice = someone();
        String broken = "{\"name\":\"Broken\",\"type\":\"personal_chat\",\"id\":78,\"messages\":"
                + "[{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"t\"}]}";
        alice.post("/v1/imports",
                "{\"chats\":{\"list\":[" + TelegramSamples.chatOf(2_000) + "," + broken + "]}}");
        MessageId first = new MessageId(firstOf(alice));
        byte[] odd = vault.key(alice.id)
                .seal(Place.of("message", "body", alice.id, first), "no JSON".getBytes(StandardCharsets.UTF_8));
        jdbc.sql("update message set body = :odd where owner_id = :owner and id = :id")
                .param("odd", odd)
                .param("owner", alice.id)
                .param("id", first.value())
                .update();

        assertThatThrownBy(() -> alice.get("/v1/exports")).isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(IOException.class);
    }

    /// Whatever does not open: a message here, one there, what a chat or an account said.
    @ParameterizedTest
    @CsvSource({"message,body,true", "chat,title,kind = 'saved'", "chat,source,source is not null",
        "imported_account,root,true"})
    @Tag("case-51")
    void passesWhatDoesNotOpenAndSaysSo(String table, String column, String which) {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.fullAccount());
        alice.sends(alice, "buy milk");
        int all = messagesIn(alice.get("/v1/exports").json()).size();
        jdbc.sql("update %s set %s = '\\x00' where owner_id = :owner and %s".formatted(table, column, which))
                .param("owner", alice.id)
                .update();

        JsonNode export = alice.get("/v1/exports").json();

        assertThat(messagesIn(export)).hasSize(all);
        assertThat(export.findValues("lethe_unreadable")).isNotEmpty();
        assertThat(alice.get("/v1/exports/files").status()).isEqualTo(200);
        Answer again = someone().post("/v1/imports", export.toString());
        assertThat(again.status()).as(again.json().toString()).isEqualTo(201);
        assertThat(again.json().path("messages").asInt() + again.json().path("messagesLeftOut").asInt())
                .isEqualTo(all);
    }

    private static List<JsonNode> messagesIn(JsonNode export) {
        return export.findValues("messages").stream().flatMap(JsonNode::valueStream).toList();
    }

    private long firstOf(Person person) {
        return jdbc.sql("select min(id) from message where owner_id = :owner")
                .param("owner", person.id)
                .query(Long.class)
                .single();
    }
}
