package dev.lethe.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lethe.message.MessageServiceIT;

/// Every text that people send to be stored goes by one rule.
@Tag("case-89")
class TextFieldsIT extends MessageServiceIT {
    private static final String CAT = "🐈";

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '¦', quoteCharacter = '~',
            textBlock = """
                    POST  ¦ /v1/chats/%s/messages   ¦ text         ¦ {"clientId":"%s","text":"%s"}
                    POST  ¦ /v1/chats/%s/messages   ¦ file.caption ¦ {"clientId":"%s","file":{"id":"%1$s","type":"a/b","size":1,"caption":"%s"}}
                    POST  ¦ /v1/chats/%s/messages   ¦ file.name    ¦ {"clientId":"%s","file":{"id":"%1$s","type":"a/b","size":1,"name":"%s"}}
                    POST  ¦ /v1/chats/%s/messages   ¦ file.type    ¦ {"clientId":"%s","file":{"id":"%1$s","type":"%s","size":1}}
                    PATCH ¦ /v1/chats/%s/messages/1 ¦ text         ¦ {"text":"%2$s"}
                    PATCH ¦ /v1/chats/%s/messages/1 ¦ caption      ¦ {"caption":"%2$s"}
                    POST  ¦ /v1/groups              ¦ title        ¦ {"clientId":"%s","accountIds":[],"title":"%s"}
                    PUT   ¦ /v1/groups/%s/title     ¦ title        ¦ {"title":"%2$s"}
                    """)
    void holdsNothingThatIsNoText(String method, String path, String field, String body) {
        Person alice = someone();
        String place = path.formatted(alice.id);

        for (String odd : List.of("a\\u0000", "\\u001B[31m", "\\u0085", "\\u202Egpj", "a\\u202D", "\\uD83D",
                "\\uDC08")) {
            Answer refused = call(alice, method, place, body.formatted(UUID.randomUUID(), odd));

            assertThat(refused.status()).as(field + " " + odd).isEqualTo(400);
            assertThat(refused.text("/errors/0/field")).as(odd + refused.json()).isEqualTo(field);
        }
        assertThat(rowsOf(alice)).isZero();
    }

    private static Answer call(Person person, String method, String path, String body) {
        return switch (method) {
            case "POST" -> person.post(path, body);
            case "PUT" -> person.put(path, body);
            default -> person.patch(path, body);
        };
    }

    @Test
    void hasLinesInMessagesAndNoneInNames() {
        Person alice = someone();
        String lines = "a\\nb\\tc \\u2067d\\u2069";

        Answer sent = alice.post("/v1/chats/" + alice.id + "/messages",
                "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), lines));
        Answer titled = alice.put("/v1/groups/" + alice.id + "/title", "{\"title\":\"%s\"}".formatted(lines));

        assertThat(sent.text("/text")).isEqualTo("a\nb\tc \u2067d\u2069");
        assertThat(titled.text("/errors/0/field")).isEqualTo("title");
    }

    @Test
    void isCountedInCharacters() {
        Person alice = someone();
        String query = "/v1/search?q="
                + java.net.URLEncoder.encode("𐐀".repeat(256), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(alice.send(alice.id, UUID.randomUUID(), CAT.repeat(4_096)).status()).isEqualTo(201);
        assertThat(alice.send(alice.id, UUID.randomUUID(), CAT.repeat(4_097)).text("/errors/0/field"))
                .isEqualTo("text");
        assertThat(named(alice, CAT.repeat(255)).text("/code")).isNotEqualTo("invalid-request");
        assertThat(named(alice, CAT.repeat(256)).text("/errors/0/field")).isEqualTo("file.name");
        assertThat(alice.get(query).status()).isEqualTo(200);
        assertThat(alice.get(query + "a").text("/errors/0/field")).isEqualTo("q");
    }

    @Test
    void isCountedInCharactersInImports() {
        Person alice = someone();

        alice.post("/v1/imports",
                "{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"%s\"}]}"
                        .formatted(CAT.repeat(65_537)));

        String chat = alice.get("/v1/chats").text("/chats/0/id");
        assertThat(alice.textsWith(UUID.fromString(chat))).containsExactly(CAT.repeat(65_536));
    }

    private static Answer named(Person person, String name) {
        return person.post("/v1/chats/" + person.id + "/messages",
                "{\"clientId\":\"%s\",\"file\":{\"id\":\"%1$s\",\"type\":\"a/b\",\"size\":1,\"name\":\"%s\"}}"
                        .formatted(UUID.randomUUID(), name));
    }
}
