package dev.lethe.message.transfer;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.sending.MediaEvents;
import dev.lethe.message.telegram.TelegramSamples;

/// An export with the files that were uploaded for it.
class ImportFilesIT extends MessageServiceIT {
    private static final String PHOTO = "photos/photo_1@04-03-2021_06-10-07.jpg";

    @Autowired
    private Environment environment;
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
        alice.post("/v1/imports", TelegramSamples.singleChat().replace("\"photo\":", "\"not_yet\":"));
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);

        Answer done = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(done.text("/messages") + " " + done.text("/skipped")).isEqualTo("1 4");
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).hasSize(1));
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
    void importsNothingWhenAFileHasGoneMeanwhile() {
        Person alice = someone();
        UUID photo = files.heldBy(alice.id);
        UUID id = UUID.randomUUID();
        prepare(alice, id, PHOTO, photo);
        files.lose(alice.id, photo);

        Answer refused = alice.put("/v1/imports/" + id + "/content", TelegramSamples.singleChat());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/path")).isEqualTo(PHOTO);
        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.get("/v1/imports/" + id).text("/state")).isEqualTo("failed");
        eventually(() -> assertThat(MediaEvents.of(environment, photo)).singleElement().asString()
                .startsWith("released " + alice.id));
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

    private static Answer prepare(Person person, UUID id, String path, UUID file) {
        return person.put("/v1/imports/" + id, "{\"files\":{\"" + path + "\":\"" + file + "\"}}");
    }

    private static UUID chatOf(Person person) {
        return UUID.fromString(List.of(person.get("/v1/chats").text("/chats/0/id")).getFirst());
    }
}
