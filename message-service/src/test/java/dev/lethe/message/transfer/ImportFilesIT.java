package dev.lethe.message.transfer;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.sending.MediaEvents;
import dev.lethe.message.telegram.TelegramExport;
import dev.lethe.message.telegram.TelegramSamples;

/// An export with the files that were uploaded for it.
class ImportFilesIT extends MessageServiceIT {
    private static final String PHOTO = "photos/photo_1@04-03-2021_06-10-07.jpg";

    @Autowired
    private Environment environment;
    @Autowired
    private ImportJobs jobs;
    @Autowired
    private ImportStaging staging;
    private FakeFiles files;

    @BeforeEach
    void startMediaService() throws IOException {
        files = new FakeFiles(environment);
    }

    @AfterEach
    void stopMediaService() {
        files.close();
    }

    @Test
    void bringsTheFilesThatWereUploaded() {
        Person alice = someone();
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        assertThat(prepare(alice, id, PHOTO, photo).status()).isEqualTo(201);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/state")).as(done.json().toString()).isEqualTo("done");
        assertThat(done.text("/messages") + " " + done.text("/filesMissing")).isEqualTo("5 1");
        Answer page = alice.get("/v1/chats/" + chatOf(alice) + "/messages");
        assertThat(page.text("/messages/1/file/id")).isEqualTo(photo.toString());
        assertThat(page.text("/messages/1/file/type")).isEqualTo("image/jpeg");
        String message = page.text("/messages/1/id");
        assertThat(files.leased()).containsExactly(photo + " " + message);
        assertThat(alice.get("/v1/exports/files").json().toString()).isEqualTo(
                "{\"files\":[{\"path\":\"" + PHOTO + "\",\"fileId\":\"" + photo + "\"}]}");
        assertThat(alice.get("/v1/exports?chatId=" + chatOf(alice)).json())
                .isEqualTo(JSON.readTree(TelegramSamples.singleChat()));
        eventually(() -> assertThat(MediaEvents.of(environment, photo))
                .containsExactly("confirmed " + alice.id + " " + message));
        alice.delete("/v1/chats/" + chatOf(alice) + "/messages/" + message);
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).containsExactly(
                "confirmed " + alice.id + " " + message, "released " + alice.id + " " + message));
    }

    @Test
    void confirmsTheFilesOfAChatThatGrows() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(5).replace("77", "4711"));
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/chats") + " " + done.text("/messages")).isEqualTo("0 5");
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).hasSize(1));
    }

    /// Whatever media-service hears late of the deletion does not meet it.
    @Test
    void bringsADeletedMessageWithAFileBackUnderAnotherId() {
        Person alice = someone();
        UUID first = imported(alice);
        String deleted = alice.get("/v1/chats/" + first + "/messages").text("/messages/1/id");
        alice.delete("/v1/chats/" + first);

        UUID again = imported(alice);

        assertThat(again).isEqualTo(first);
        assertThat(alice.get("/v1/chats/" + again + "/messages").text("/messages/1/id")).isGreaterThan(deleted);
    }

    private UUID imported(Person person) {
        UUID id = UUID.randomUUID();
        prepare(person, id, PHOTO, files.heldBy(person.id));
        assertThat(person.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat()).text("/messages"))
                .isEqualTo("5");
        return chatOf(person);
    }

    @Test
    void takesNoFileOfSomebodyElse() {
        Person alice = someone();
        UUID foreign = files.heldBy(someone().id);
        UUID id = UUID.randomUUID();

        Answer refused = prepare(alice, id, PHOTO, foreign);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/code")).isEqualTo("file-not-found");
        assertThat(refused.text("/path")).isEqualTo(PHOTO);
        assertThat(alice.get("/v1/imports/" + id).status()).isEqualTo(404);
    }

    @Test
    void losesNothingButAFileThatHasGoneMeanwhile() {
        Person alice = someone();
        UUID photo = files.heldBy(alice.id);
        UUID sticker = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);
        prepare(alice, id, "stickers/sticker.webp", sticker);
        prepare(alice, id, "stickers/sticker.webp_thumb.jpg", sticker);
        files.lose(alice.id, photo);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/state") + done.text("/messages") + done.text("/filesMissing")).isEqualTo("done51");
        assertThat(files.leased()).singleElement().asString().startsWith(sticker.toString());
        eventually(() -> assertThat(MediaEvents.of(environment, sticker)).singleElement().asString()
                .startsWith("confirmed " + alice.id));
        assertThat(MediaEvents.of(environment, photo)).isEmpty();
    }

    @Test
    void bringsAFileToAMessageThatCameWithoutIt() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.singleChat());
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/messages") + done.text("/changed") + done.text("/skipped")).isEqualTo("014");
        Answer page = alice.get("/v1/chats/" + chatOf(alice) + "/messages");
        assertThat(page.text("/messages/1/file/id")).isEqualTo(photo.toString());
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).hasSize(1));
    }

    /// The newer export has another path, or no files at all; what is there is not lost, and what is replaced goes.
    @Test
    void keepsAFileThatTheNewerExportLeavesOutAndLetsGoOfOneThatItReplaces() {
        Person alice = someone();
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);
        alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        Answer without = alice.post("/v1/imports",
                TelegramSamples.singleChat().replace(PHOTO,
                        "(File not included. Change data exporting settings to download.)"));
        Answer moved = alice.post("/v1/imports",
                TelegramSamples.singleChat().replace(PHOTO, "chats/chat_007/" + PHOTO));

        assertThat(without.text("/changed") + moved.text("/changed")).isEqualTo("01");
        Answer page = alice.get("/v1/chats/" + chatOf(alice) + "/messages");
        assertThat(page.text("/messages/1/file/id")).isEqualTo(photo.toString());
        UUID other = files.heldBy(alice.id);
        UUID next = UUID.randomUUID();
        prepare(alice, next, PHOTO, other);
        alice.put("/v1/imports/" + next + "/content", TelegramSamples.singleChat());
        assertThat(alice.get("/v1/chats/" + chatOf(alice) + "/messages").text("/messages/1/file/id"))
                .isEqualTo(other.toString());
        eventually(
                () -> assertThat(MediaEvents.of(environment, photo)).anyMatch(event -> event.startsWith("released")));
    }

    @Test
    void leavesTheUploadsAloneWhenTheExportIsRefused() {
        Person alice = someone();
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);
        String export = TelegramSamples.singleChat();

        Answer refused = alice.put("/v1/imports/" + id + "/content", export.substring(0, export.length() - 10));

        assertThat(refused.text("/code")).isEqualTo("import-refused");
        assertThat(rowsOf(alice)).isZero();
        assertThat(files.leased()).isEmpty();
        UUID next = UUID.randomUUID();
        assertThat(prepare(alice, next, PHOTO, photo).status()).isEqualTo(201);
        assertThat(alice.put("/v1/imports/" + next + "/content", export).text("/state")).isEqualTo("done");
        assertThat(MediaEvents.of(environment, photo)).noneMatch(event -> event.startsWith("released"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bringsAFileThatWasNamedAfterTheContentHadBrokenOff(boolean growing) {
        Person alice = someone();
        if (growing) {
            alice.post("/v1/imports", TelegramSamples.chatOf(5).replace("77", "4711"));
        }
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        ImportJob broken = Objects.requireNonNull(jobs.take(alice.id, id));
        StagedImport dying = new StagedImport(broken, staging, new ImportTally());
        byte[] export = TelegramSamples.singleChat().getBytes(StandardCharsets.UTF_8);
        TelegramExport.read(new ByteArrayInputStream(export), clock.instant(), dying);
        dying.flush();
        jobs.rest(broken);
        UUID photo = files.heldBy(alice.id);
        prepare(alice, id, PHOTO, photo);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/messages") + done.text("/changed") + done.text("/skipped")).isEqualTo("500");
        assertThat(alice.get("/v1/chats/" + chatOf(alice) + "/messages").json().findValuesAsString("id"))
                .contains(photo.toString());
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).hasSize(1));
    }

    /// Thumbnails and the pictures of custom emoji, too; each goes with the last message that holds it.
    @Test
    void bringsEveryFileThatAMessageNames() {
        String export = """
                {"type":"x","id":1,"messages":[{"id":1,"date_unixtime":"1600000000","file":"f.mp4","thumbnail":"t.jpg",
                "text":[{"type":"custom_emoji","text":"x","document_id":"emoji/e.tgs"},
                {"type":"custom_emoji","text":"y","document_id":"emoji/none.tgs"}]}]}""";
        Person alice = someone();
        List<UUID> held = List.of(files.heldBy(alice.id), files.heldBy(alice.id), files.heldBy(alice.id));
        alice.post("/v1/imports", export);
        UUID id = UUID.randomUUID();
        prepare(alice, id, "f.mp4", held.getFirst());
        prepare(alice, id, "t.jpg", held.get(1));
        prepare(alice, id, "emoji/e.tgs", held.getLast());

        Answer done = alice.put("/v1/imports/" + id + "/content", export);
        Answer without = alice.post("/v1/imports", export.replace("\"t.jpg\"", "\"(File not included.)\""));

        assertThat(done.text("/changed") + done.text("/filesMissing") + without.text("/skipped")).isEqualTo("111");
        String chat = "/v1/chats/" + chatOf(alice) + "/messages";
        String message = alice.get(chat).text("/messages/0/id");
        assertThat(files.leased()).containsExactlyInAnyOrderElementsOf(
                held.stream().map(file -> file + " " + message).toList());
        assertThat(alice.get("/v1/exports/files").json().path("files").valueStream()
                .map(file -> file.path("path").asString() + " " + file.path("fileId").asString()))
                .containsExactly("f.mp4 " + held.getFirst(), "t.jpg " + held.get(1), "emoji/e.tgs " + held.getLast());
        alice.delete(chat + "/" + message);
        for (UUID file : held) {
            eventually(() -> assertThat(MediaEvents.of(environment, file)).containsExactly(
                    "confirmed " + alice.id + " " + message, "released " + alice.id + " " + message));
        }
    }

    private static Answer prepare(Person person, UUID id, String path, UUID file) {
        return person.put("/v1/imports/" + id, "{\"files\":{\"" + path + "\":\"" + file + "\"}}");
    }

    private static UUID chatOf(Person person) {
        return UUID.fromString(List.of(person.get("/v1/chats").text("/chats/0/id")).getFirst());
    }
}
