package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.Messages.Chat;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.ProblemException;
import dev.lethe.client.Transfers;
import dev.lethe.client.Transfers.Import;

/// P2 and P13: history can be brought along, with its files, and taken along again.
@Tag("anywhere")
class TransferStory {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] PHOTO = "not really a photo".getBytes(StandardCharsets.UTF_8);
    private static final List<String> FILES = List.of("photos/cat.jpg", "files/\u00DCbung.mp4",
            "files/\u00DCbung.mp4_thumb.jpg", "emoji/cat.webp", "contacts/bea.vcard");
    private static final String EXPORT = """
            {"about": "mine", "contacts": {"list": [{"phone_number": "1"}]}, "chats": {"list": [
              {"name": "Ada", "type": "personal_chat", "id": 4711, "colour": "blue", "messages": [
                {"id": 1, "type": "message", "date_unixtime": "1614834367", "from": "Ada", "from_id": "user4711",
                 "text": ["Look: ", {"type": "bold", "text": "a cat"}], "photo": "photos/cat.jpg", "purrs": 1.50},
                {"id": 2, "type": "service", "date_unixtime": "1614834368", "actor": "Ada", "action": "phone_call",
                 "text": ""},
                {"id": 3, "type": "message", "date_unixtime": "1614834369", "from": "Ada", "from_id": "user4711",
                 "text": [{"type": "custom_emoji", "text": "x", "document_id": "emoji/cat.webp"}],
                 "file": "files/\u00DCbung.mp4", "thumbnail": "files/\u00DCbung.mp4_thumb.jpg"},
                {"id": 4, "type": "message", "date_unixtime": "1614834370", "from": "Ada", "from_id": "user4711",
                 "text": "", "contact_vcard": "contacts/bea.vcard",
                 "contact_information": {"first_name": "Bea", "last_name": "", "phone_number": "1"}}]}]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void historyComesAlongWithItsFilesAndGoesAlongAgain() throws Exception {
        Person alice = Person.called("Alice");
        Transfers transfers = alice.session().transfers();
        UUID id = UUID.randomUUID();

        Import brought = transfers.importFolder(id, export());

        assertThat(brought.state()).isEqualTo("done");
        assertThat(brought.messages()).isEqualTo(4);
        assertThat(brought.filesMissing()).isZero();
        assertThat(brought.leftOut()).containsExactly("contacts");
        assertThat(transfers.progress(id)).isEqualTo(brought);
        Path taken = transfers.export(null, folder.resolve("taken"));
        assertThat(json(taken)).isEqualTo(kept());
        for (String name : FILES) {
            assertThat(taken.resolveSibling(name)).hasBinaryContent(PHOTO);
        }
    }

    @Test
    void anImportedFileGoesWithItsMessage() throws Exception {
        Person alice = Person.called("Alice");
        alice.session().transfers().importFolder(UUID.randomUUID(), export());
        Chat chat = imported(alice);
        var photo = alice.chat(chat.id()).getLast();
        UUID file = java.util.Objects.requireNonNull(photo.file()).id();
        try (InputStream download = alice.session().files().download(file)) {
            assertThat(download.readAllBytes()).isEqualTo(PHOTO);
        }

        alice.messages().delete(chat.id(), photo.id());

        eventually(() -> assertThatThrownBy(() -> alice.session().files().download(file).close())
                .isInstanceOfSatisfying(ProblemException.class, gone -> assertThat(gone.status()).isEqualTo(404)));
    }

    @Test
    void aLiveChatMovesToAnotherAccount() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person carol = Person.called("Carol");
        alice.sends("hello", bob);
        Message hi = bob.messages().send(alice.id(), "hi");
        alice.messages().send(bob.id(), Draft.ofText("how are you?").answering(hi));
        carol.sends("pass it on", alice);
        alice.messages().send(bob.id(), Draft.ofForward(alice.chat(carol.id()).getFirst()));
        var photo = bob.session().files().upload(PHOTO, "cat.jpg", "image/jpeg");
        bob.messages().send(alice.id(), Draft.ofFile(photo, "a cat"));
        Path taken = alice.session().transfers().export(bob.id(), folder.resolve("live"));
        Person newAlice = Person.called("New Alice");

        Import brought = newAlice.session().transfers().importFolder(UUID.randomUUID(), taken);

        assertThat(brought.messages()).isEqualTo(5);
        assertThat(brought.filesMissing()).isZero();
        assertThat(newAlice.chat(imported(newAlice).id())).extracting(message -> String.valueOf(message.text()))
                .containsExactly("a cat", "pass it on", "how are you?", "hi", "hello");
        JsonNode messages = json(taken).path("messages");
        assertThat(messages.at("/2/reply_to_message_id")).isEqualTo(messages.at("/1/id"));
        assertThat(messages.at("/3/forwarded_from_id").asString()).isEqualTo("user" + carol.id());
        Path again = newAlice.session().transfers().export(imported(newAlice).id(), folder.resolve("again"));
        assertThat(json(again)).isEqualTo(json(taken));
        assertThat(again.resolveSibling(messages.at("/4/photo").asString())).hasBinaryContent(PHOTO);
    }

    private Path export() throws Exception {
        for (String name : FILES) {
            Path file = folder.resolve(Normalizer.normalize(name, Form.NFD));
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, PHOTO);
        }
        return Files.writeString(folder.resolve("result.json"), EXPORT);
    }

    private static JsonNode kept() {
        var kept = JSON.readTree(EXPORT).asObject();
        kept.remove("contacts");
        return kept;
    }

    private static JsonNode json(Path file) throws Exception {
        return JSON.readTree(Files.readString(file));
    }

    private static Chat imported(Person person) {
        return person.messages().chats(null, 100).chats().stream().filter(chat -> chat.kind().equals("imported"))
                .findFirst().orElseThrow();
    }
}
