package dev.lethe.message.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.telegram.TelegramExport;

@TestPropertySource(properties = "lethe.message.largest-history=1500")
class LargestHistoryIT extends MessageServiceIT {
    @Autowired
    private ImportJobs jobs;
    @Autowired
    private ImportStaging staging;
    @Autowired
    private ImportedMessages messages;

    @Test
    void importsUpToWhatAnAccountMayHold() {
        Person alice = someone();
        alice.sends(alice, "one of her own");

        assertThat(alice.post("/v1/imports", export(1, 1_499)).text("/messages")).isEqualTo("1499");
        Answer refused = alice.post("/v1/imports", export(2, 1));
        Answer same = alice.post("/v1/imports", export(1, 1_499));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/code")).isEqualTo("history-full");
        assertThat(same.text("/skipped")).as("what is there takes no room").isEqualTo("1499");
        assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(2);
        assertThat(alice.send(alice.id, UUID.randomUUID(), "sends are bounded otherwise").status()).isEqualTo(201);
    }

    @Test
    void leavesNothingOfWhatIsTooMuch() {
        Person alice = someone();

        assertThat(alice.post("/v1/imports", export(1, 1_501)).text("/code")).isEqualTo("history-full");

        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void countsWhatAnUploadThatBrokeOffHasStagedOnce() {
        Person alice = someone();
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        ImportJob job = Objects.requireNonNull(staging.take(alice.id, id));
        StagedImport half = new StagedImport(job, staging, new ImportTally());
        TelegramExport.read(new ByteArrayInputStream(export(1, 1_000).getBytes(StandardCharsets.UTF_8)),
                clock.instant(),
                half);
        half.flush();
        jobs.rest(job);

        Answer again = alice.put("/v1/imports/" + id + "/content", export(1, 1_500));

        assertThat(again.text("/messages")).as(again.json().toString()).isEqualTo("1500");
    }

    @Test
    void countsInSlices() {
        Person alice = someone();
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, n, :owner, :owner, 'text', '\\x00', n from generate_series(1, 25000) n
                """).param("owner", alice.id).update();

        assertThat(messages.held(alice.id, Long.MAX_VALUE)).isEqualTo(25_000);
        assertThat(messages.held(alice.id, 9_999)).as("no further than asked").isEqualTo(10_000);
    }

    private static String export(int chat, int messages) {
        return IntStream.rangeClosed(1, messages).mapToObj("""
                {"id":%1$d,"type":"message","date_unixtime":"1577872800","from":"Old friend","from_id":"user9",\
                "text":"line %1$d"}"""::formatted)
                .collect(Collectors.joining(",", "{\"name\":\"Old\",\"type\":\"personal_chat\",\"id\":" + chat
                        + ",\"messages\":[", "]}"));
    }
}
