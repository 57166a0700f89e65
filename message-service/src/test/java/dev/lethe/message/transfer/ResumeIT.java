package dev.lethe.message.transfer;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.telegram.TelegramExport;
import dev.lethe.message.telegram.TelegramSamples;
import dev.lethe.platform.problem.Problem;

/// An import that breaks off goes on.
class ResumeIT extends MessageServiceIT {
    @Autowired
    private ImportJobs jobs;
    @Autowired
    private ImportStaging staging;
    @Autowired
    private ImportRecovery recovery;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void goesOnAfterTheConnectionBroke() {
        Person alice = someone();
        UUID id = prepared(alice);
        String export = TelegramSamples.chatOf(5_000);
        breaksOff(alice, id, export, export.length() / 2);
        Map<Long, Integer> before = stored(alice);
        assertThat(before).hasSizeGreaterThan(1_000).hasSizeLessThan(5_000);
        assertThat(alice.get("/v1/chats").json().path("chats")).isEmpty();

        Answer done = alice.put(content(id), export);

        assertThat(done.text("/state")).isEqualTo("done");
        assertThat(done.text("/chats") + " " + done.text("/messages") + " " + done.text("/skipped"))
                .isEqualTo("1 5000 0");
        assertThat(stored(alice)).hasSize(5_000).containsAllEntriesOf(before);
        assertThat(alice.get("/v1/exports?chatId=" + alice.get("/v1/chats").text("/chats/0/id")).json())
                .isEqualTo(JSON.readTree(export));
    }

    @Test
    void goesOnInAChatThatWasThere() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(1_500));
        UUID id = prepared(alice);
        String export = TelegramSamples.chatOf(6_000);
        breaksOff(alice, id, export, export.length() * 2 / 3);

        Answer done = alice.put(content(id), export);

        assertThat(done.text("/chats") + " " + done.text("/messages") + " " + done.text("/skipped"))
                .isEqualTo("0 4500 1500");
        assertThat(stored(alice)).hasSize(6_000);
        assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(1);
    }

    @Test
    void goesOnAtOnceAfterAKillAndForgetsTheOldUpload() {
        Person alice = someone();
        UUID id = prepared(alice);
        ImportJob killed = Objects.requireNonNull(jobs.take(alice.id, id));
        String export = TelegramSamples.chatOf(3_000);
        StagedImport dying = new StagedImport(killed, staging, new ImportTally());
        assertThatThrownBy(() -> TelegramExport.read(
                new ByteArrayInputStream(export.substring(0, export.length() / 2).getBytes(StandardCharsets.UTF_8)),
                clock.instant(), dying));

        Answer done = alice.put(content(id), export);

        assertThat(done.text("/messages")).isEqualTo("3000");
        assertThatThrownBy(dying::flush).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type()).isEqualTo(MessageProblems.IMPORT_BROKEN_OFF));
        assertThat(stored(alice)).hasSize(3_000);
    }

    @Test
    void waitsADayForTheRestAndThenForgetsIt() {
        Person alice = someone();
        UUID id = prepared(alice);
        String export = TelegramSamples.chatOf(5_000);
        breaksOff(alice, id, export, export.length() / 2);

        clock.advance(Duration.ofHours(23));
        recovery.recover();
        assertThat(stored(alice)).isNotEmpty();
        clock.advance(Duration.ofHours(2));
        recovery.recover();

        assertThat(rowsOf(alice)).isZero();
        assertThat(jobs.find(alice.id, id)).get().extracting(ImportProgress::state).isEqualTo(ImportState.FAILED);
    }

    /// Before anything was moved into the chat that was there, and between two batches of it.
    @ParameterizedTest
    @ValueSource(ints = {0, 5_500})
    void endsWhatItsProcessLeftHalfShown(int moved) {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(1_500));
        String grown = TelegramSamples.chatOf(8_000);
        String added = TelegramSamples.chatOf(10).replace("\"id\":77", "\"id\":78");
        UUID id = prepared(alice);
        diesAfterMoving(moved, alice, () -> assertThat(
                alice.put(content(id), "{\"chats\":{\"list\":[" + grown + "," + added + "]}}").status())
                .isEqualTo(500));
        Map<Long, Integer> before = stored(alice);
        assertThat(alice.get("/v1/imports/" + id).text("/state")).isEqualTo("finishing");
        assertThat(exported(alice)).contains(JSON.readTree(added)).doesNotContain(JSON.readTree(grown));
        assertThat(alice.put(content(id), "{}").text("/code")).isEqualTo("import-running");
        assertThat(alice.delete("/v1/imports/" + id).text("/code")).isEqualTo("import-running");

        clock.advance(Duration.ofMinutes(2));
        recovery.recover();

        eventually(() -> assertThat(alice.get("/v1/imports/" + id).text("/state")).isEqualTo("done"));
        Answer done = alice.put(content(id), "{}");
        assertThat(done.text("/chats") + " " + done.text("/messages") + " " + done.text("/skipped"))
                .isEqualTo("1 6510 1500");
        assertThat(exported(alice)).containsExactlyInAnyOrder(JSON.readTree(grown), JSON.readTree(added));
        assertThat(stored(alice)).isEqualTo(before).hasSize(8_010);
    }

    @Test
    void canBeCalledOff() {
        Person alice = someone();
        UUID id = prepared(alice);
        String export = TelegramSamples.chatOf(5_000);
        breaksOff(alice, id, export, export.length() / 2);
        Answer other = alice.put("/v1/imports/" + UUID.randomUUID(), "{}");
        assertThat(other.text("/code") + " " + other.text("/importId")).isEqualTo("import-running " + id);

        Answer gone = alice.delete("/v1/imports/" + id);

        assertThat(Integer.parseInt(gone.text("/removed"))).isPositive();
        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.post("/v1/imports", export).status()).isEqualTo(201);
    }

    @Test
    void leavesItsChatsToTheirOwnerOnceItIsDone() {
        Person alice = someone();
        alice.put(content(prepared(alice)), TelegramSamples.wholeAccount());
        String chat = alice.get("/v1/chats?limit=1").text("/chats/0/id");

        assertThat(alice.delete("/v1/chats/" + chat).status()).isEqualTo(200);
    }

    @Test
    void answersTheSameToWhoAsksAgain() {
        Person alice = someone();
        UUID id = prepared(alice);
        Answer done = alice.put(content(id), TelegramSamples.wholeAccount());

        assertThat(alice.put(content(id), TelegramSamples.wholeAccount()).json()).isEqualTo(done.json());
        assertThat(alice.get("/v1/imports/" + id).json()).isEqualTo(done.json());
        assertThat(done.text("/leftOut/0")).isEqualTo("contacts");
        assertThat(someone().get("/v1/imports/" + id).status()).isEqualTo(404);
    }

    // As a kill would end the work there: what was committed stands, and nobody goes on.
    private void diesAfterMoving(int messages, Person owner, Runnable work) {
        jdbc.sql("""
                create sequence moved;
                create function die() returns trigger language plpgsql as $$
                begin
                    if nextval('moved') > %d then raise 'planted'; end if;
                    return new;
                end $$;
                create trigger die before update on message for each row when (old.owner_id = '%s')
                    execute function die()
                """.formatted(messages, owner.id)).update();
        try {
            work.run();
        } finally {
            jdbc.sql("drop trigger die on message; drop function die; drop sequence moved").update();
        }
    }

    private static List<JsonNode> exported(Person person) {
        return person.get("/v1/chats").json().path("chats").valueStream()
                .map(chat -> person.get("/v1/exports?chatId=" + chat.path("id").asString()).json()).toList();
    }

    private static UUID prepared(Person person) {
        UUID id = UUID.randomUUID();
        Answer prepared = person.put("/v1/imports/" + id, "{}");
        assertThat(prepared.status()).as(prepared.json().toString()).isEqualTo(201);
        assertThat(prepared.text("/state")).isEqualTo("waiting");
        return id;
    }

    private static void breaksOff(Person person, UUID id, String export, int after) {
        byte[] half = export.substring(0, after).getBytes(StandardCharsets.UTF_8);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(half),
                new Broken(() -> eventually(() -> assertThat(messages(person, id)).isGreaterThan(1_000))));
        assertThatThrownBy(() -> person.put(content(id), BodyPublishers.ofInputStream(() -> broken)))
                .isInstanceOf(AssertionError.class);
        eventually(() -> assertThat(person.get("/v1/imports/" + id).text("/state")).isEqualTo("waiting"));
    }

    private static int messages(Person person, UUID id) {
        Answer progress = person.get("/v1/imports/" + id);
        return Integer.parseInt(progress.text("/messages")) + Integer.parseInt(progress.text("/skipped"));
    }

    private static String content(UUID id) {
        return "/v1/imports/" + id + "/content";
    }

    // a sealed value is never the same twice, so an equal one was not written again
    private Map<Long, Integer> stored(Person person) {
        return jdbc.sql("select id, hashtext(encode(body, 'hex')) from message where owner_id = :owner")
                .param("owner", person.id)
                .query((row, _) -> Map.entry(row.getLong(1), row.getInt(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static final class Broken extends InputStream {
        private final Runnable before;

        Broken(Runnable before) {
            this.before = before;
        }

        @Override
        public int read() throws IOException {
            before.run();
            throw new IOException("gone");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
