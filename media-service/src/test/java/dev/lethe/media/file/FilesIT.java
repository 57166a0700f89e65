package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = "lethe.file.max-size=1MB")
class FilesIT {
    private static final int LIMIT = 1024 * 1024;

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient sql;

    private Holder alice;

    @BeforeEach
    void signIn() {
        alice = new Holder(environment, subjects);
    }

    @Test
    void returnsWhatWasUploaded() {
        var photo = bytes(300_000);

        var uploaded = alice.upload(photo, "image/jpeg", "attachment; filename*=UTF-8''%D0%BA%D0%BE%D1%82.jpg");

        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.json().path("name").asString()).isEqualTo("кот.jpg");
        assertThat(uploaded.json().path("type").asString()).isEqualTo("image/jpeg");
        assertThat(uploaded.json().path("size").asInt()).isEqualTo(300_000);
        var id = UUID.fromString(uploaded.json().path("id").asString());
        var answer = alice.download(id);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(photo);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment;")
                .contains("UTF-8''%D0%BA%D0%BE%D1%82.jpg");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Übung.pdf", "Bär.pdf", "кот.jpg", "🐈.png"})
    void takesANameInRawUtf8(String name) {
        var raw = new String(("attachment; filename=\"" + name + "\"").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);

        assertThat(FileHeaders.name(raw).text()).isEqualTo(name);
    }

    @Test
    void takesTheMediaTypeFromTheQueryToo() {
        var uploaded = alice.upload("?type=image/png", bytes(10));

        assertThat(uploaded.json().path("type").asString()).isEqualTo("image/png");
        var refused = alice.upload("?type=image", bytes(10));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("field").asString()).isEqualTo("type");
    }

    @Test
    void takesANameInLatin1() {
        assertThat(FileHeaders.name("attachment; filename=\"B\u00e4r.pdf\"").text()).isEqualTo("Bär.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void takesWhateverItIs(String type) {
        var uploaded = alice.upload(bytes(1_000), type, "attachment");

        var answer = alice.download(UUID.fromString(uploaded.json().path("id").asString()));
        assertThat(answer.body()).isEqualTo(bytes(1_000));
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void refusesFormsAndSaysHowToSendAFile(String type) {
        var refused = alice.upload(bytes(1_000), type, "attachment");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.json().path("detail").asString()).contains("--data-binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tus-Resumable", "Upload-Length", "Upload-Complete", "Upload-Offset"})
    void takesNoBeginningOfAResumableUploadForAFile(String header) {
        var refused = alice.call(HttpMethod.POST, "/v1/files", Map.of(header, "1.0.0"), new byte[0]);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("field").asString()).isEqualTo(header);
    }

    @Test
    void takesWhatCurlPuts() {
        var named = alice.call(HttpMethod.PUT, "/v1/files/river bank.png", Map.of(), bytes(10));
        var unnamed = alice.call(HttpMethod.PUT, "/v1/files", Map.of("Content-Disposition",
                "attachment; filename=cat.jpg"), bytes(10));

        assertThat(named.status()).isEqualTo(201);
        assertThat(named.json().path("name").asString()).isEqualTo("river bank.png");
        assertThat(unnamed.json().path("name").asString()).isEqualTo("cat.jpg");
    }

    @Test
    void takesAnEmptyFile() {
        var id = alice.upload(new byte[0]);

        assertThat(alice.download(id).body()).isEmpty();
        assertThat(alice.download(id, "bytes=0-0").status()).isEqualTo(416);
    }

    @Test
    void answersHeadersAloneToHead() {
        var id = alice.upload(bytes(1_000));

        var answer = alice.head(id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("1000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @Tag("case-64")
    void answersASingleRangeAndTheWholeFileForMany() {
        var file = bytes(200_000);
        var id = alice.upload(file);

        var part = alice.download(id, "bytes=65000-66999");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 65000-66999/200000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file, 65_000, 67_000));
        assertThat(alice.download(id, "bytes=0-1,3-4").body()).isEqualTo(file);
        var outside = alice.download(id, "bytes=200000-");
        assertThat(outside.status()).isEqualTo(416);
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */200000");
    }

    @Test
    void refusesWhatIsOverTheLimitAndSaysIt() {
        var answer = alice.upload(bytes(LIMIT + 1), "image/jpeg", "attachment");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(LIMIT);
        assertThat(references(alice.id)).isZero();
        assertThat(alice.upload(bytes(LIMIT), "image/jpeg", "attachment").status()).isEqualTo(201);
    }

    @Test
    @Tag("case-66")
    void hidesFilesFromThoseWhoDoNotHoldThem() {
        var id = alice.upload(bytes(10));
        var eve = new Holder(environment, subjects);

        assertThat(eve.download(id).status()).isEqualTo(404);
        assertThat(eve.download(id).json()).isEqualTo(eve.download(UUID.randomUUID()).json());
        assertThat(eve.delete(id).json()).isEqualTo(eve.delete(UUID.randomUUID()).json());
        assertThat(alice.download(id).status()).isEqualTo(200);
    }

    @Test
    void forgetsAnUploadThatItsOwnerDeletes() {
        var id = alice.upload(bytes(10));

        assertThat(alice.delete(id).json().path("deleted").asInt()).isOne();

        assertThat(alice.download(id).status()).isEqualTo(404);
        assertThat(alice.delete(id).status()).isEqualTo(404);
    }

    @Test
    @Tag("case-64")
    void refusesHeadersItCannotRead() {
        assertThat(alice.upload(bytes(1), "image/*", "attachment").status()).isEqualTo(400);
    }

    @Test
    @Tag("case-51")
    void answersAProblemForATamperedFile() throws IOException {
        var id = alice.upload(bytes(1_000));
        var blob = blob(id);
        var stored = Files.readAllBytes(blob);
        stored[100] ^= 1;
        Files.write(blob, stored);

        var answer = alice.download(id);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void storesNothingReadable() {
        var secret = "a secret that nobody may read".repeat(100).getBytes(StandardCharsets.UTF_8);
        var id = UUID.fromString(alice.upload(secret, "text/x-canary", "attachment; filename=\"canary-name.txt\"")
                .json().path("id").asString());

        var row = sql.sql("SELECT file::text FROM file WHERE id = :id").param("id", id)
                .query((found, line) -> found.getString(1)).single();

        assertThat(row).doesNotContain(hex("canary-name"), hex("text/x-canary"));
        assertThat(new String(read(blob(id)), StandardCharsets.ISO_8859_1)).doesNotContain("a secret that");
    }

    private long references(UUID holder) {
        return sql.sql("SELECT count(*) FROM file_reference WHERE holder_id = :holder").param("holder", holder)
                .query(Long.class).single();
    }

    private Path blob(UUID id) {
        return Path.of(environment.getRequiredProperty("lethe.blob.directory"), id.toString().substring(0, 2),
                id.toString());
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
