package dev.lethe.message.transfer;

import static dev.lethe.test.Eventually.eventually;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.telegram.ExportedChat;
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.message.telegram.TelegramSamples;
import dev.lethe.platform.body.LeastRate;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

class ImportIT extends MessageServiceIT {
    @Autowired
    private ImportStaging staging;
    @Autowired
    private ImportRecovery recovery;
    @Autowired
    private ImportLeasing leasing;
    @Autowired
    private ImportEnding ending;
    @Autowired
    private ImportJobs jobs;
    @Autowired
    private MessageProperties properties;
    @Autowired
    private Mailboxes mailboxes;
    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void bringsASingleChatIntoTheHistory() {
        Person alice = someone();

        Answer result = alice.post("/v1/imports", TelegramSamples.singleChat());

        assertThat(result.status()).as(result.json().toString()).isEqualTo(201);
        assertThat(brought(result)).isEqualTo("1 chats, 5 messages, 0 skipped");
        Answer chats = alice.get("/v1/chats");
        assertThat(chats.text("/chats/0/kind")).isEqualTo("imported");
        assertThat(chats.text("/chats/0/title")).isEqualTo("Ada Example");
        assertThat(chats.text("/chats/0/unread")).isEqualTo("0");
        UUID chat = UUID.fromString(chats.text("/chats/0/id"));
        Answer page = alice.get("/v1/chats/" + chat + "/messages");
        assertThat(alice.textsWith(chat)).containsExactly("", "A cat", "", "See https://example.org and bring cake",
                "Hello! 👋");
        assertThat(page.text("/messages/4/imported/from")).isEqualTo("Ada Example");
        assertThat(Instant.parse(page.text("/messages/4/at"))).isBetween(Instant.parse("2021-03-04T05:06:07Z"),
                Instant.parse("2021-03-04T05:06:08Z"));
    }

    @Test
    void bringsAWholeAccount() {
        Person alice = someone();

        Answer result = alice.post("/v1/imports", TelegramSamples.wholeAccount());

        assertThat(brought(result)).isEqualTo("3 chats, 4 messages, 0 skipped");
        assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(3);
    }

    @Test
    void addsNothingWhenItComesAgain() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.wholeAccount());
        Answer before = alice.get("/v1/chats");

        Answer again = alice.post("/v1/imports", TelegramSamples.wholeAccount());

        assertThat(brought(again)).isEqualTo("0 chats, 0 messages, 4 skipped");
        assertThat(alice.get("/v1/chats").json()).isEqualTo(before.json());
    }

    @Test
    void addsWhatIsNewToAChatThatIsThere() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(3_000));
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer longer = alice.post("/v1/imports", TelegramSamples.chatOf(4_500));

        assertThat(brought(longer)).isEqualTo("0 chats, 1500 messages, 3000 skipped");
        assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(1);
        assertThat(alice.get("/v1/updates?after=" + cursor).text("/updates/0/chat/kind")).isEqualTo("imported");
        assertThat(messagesOf(alice)).isEqualTo(4_500);
    }

    /// Numbers below zero, around those where places begin anew, and the same ones in several chats, all in one second.
    @Test
    void keepsTheOrderWithinASecond() {
        Person alice = someone();
        List<Long> numbers = List.of(-999_999_989L, -2L, -1L, 0L, 1L, (1L << 23) - 1, 1L << 23, (1L << 28) - 1,
                1L << 28,
                (1L << 28) + 1);
        String chats = IntStream.rangeClosed(1, 3).mapToObj(chat -> "{\"type\":\"private_group\",\"id\":" + chat
                + ",\"messages\":[" + numbers.stream().map("""
                        {"id":%d,"date_unixtime":"1577934245","text":"%1$d"}"""::formatted).collect(joining(","))
                + "]}")
                .collect(joining(","));
        String export = "{\"chats\":{\"list\":[" + chats + "]}}";

        assertThat(brought(alice.post("/v1/imports", export))).isEqualTo("3 chats, 30 messages, 0 skipped");

        for (JsonNode chat : alice.get("/v1/chats").json().path("chats")) {
            assertThat(alice.textsWith(UUID.fromString(chat.path("id").asString())).reversed())
                    .containsExactlyElementsOf(numbers.stream().map(String::valueOf).toList());
        }
        assertThat(brought(alice.post("/v1/imports", export))).isEqualTo("0 chats, 0 messages, 30 skipped");
    }

    /// What changes between two exports of one chat.
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            "from":"Anna"            ¦ "from":"Anna Meyer"
            "text":"hello"           ¦ "text":"hello!"
            "text":"hello"           ¦ "text":"hello","edited_unixtime":"1600041600"
            "text":"hello"           ¦ "text":"hello","reactions":[{"type":"emoji","count":1,"emoji":"x"}]
            "date":"2020-09-13T12:26:50" ¦ "date":"2020-09-13T14:26:50"
            "file":"(File not included. Change data exporting settings to download.)" ¦ "file":"chats/chat_001/a.pdf"
            "file":"(File not included. Change data exporting settings to download.)" ¦ "later":[1.50]
            """)
    @Tag("case-84")
    void takesTheNewerFormOfAMessageAndNeverDoublesIt(String before, String after) {
        String export = """
                {"name":"x","type":"personal_chat","id":1,"messages":[{"id":1,"date_unixtime":"1600000000","text":"first"},
                {"id":2,"type":"message","date":"2020-09-13T12:26:50","date_unixtime":"1600000010","from":"Anna",
                "file":"(File not included. Change data exporting settings to download.)","text":"hello"}]}""";
        String newer = export.replace(before, after);
        Person alice = someone();
        alice.post("/v1/imports", export);
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer result = alice.post("/v1/imports", newer);

        assertThat(brought(result) + result.text("/changed")).isEqualTo("0 chats, 0 messages, 1 skipped1");
        assertThat(alice.get("/v1/exports?chatId=" + chatOf(alice)).json()).isEqualTo(JSON.readTree(newer));
        assertThat(alice.get("/v1/updates?after=" + cursor).text("/updates/0/message/imported/sourceId"))
                .isEqualTo("2");
        Answer again = alice.post("/v1/imports", newer);
        assertThat(brought(again) + again.text("/changed")).isEqualTo("0 chats, 0 messages, 2 skipped0");
    }

    @Test
    @Tag("case-84")
    void findsTheNewerFormByItsWordsAndTheOlderNoMore() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.singleChat());

        alice.post("/v1/imports", TelegramSamples.singleChat().replace("A cat", "A tiger"));

        assertThat(alice.get("/v1/search?q=tiger").json().path("hits")).hasSize(1);
        assertThat(alice.get("/v1/search?q=cat").json().path("hits")).isEmpty();
    }

    /// Old exports have local times alone: of other zones, or followed by moments.
    @ParameterizedTest
    @CsvSource({"'\"date\":\"2020-09-13T06:26:50\"'",
        "'\"date\":\"2020-09-13T14:26:50\",\"date_unixtime\":\"1600000010\"'",
        "'\"date\":\"2020-09-14T01:11:50\"'"})
    @Tag("case-84")
    void knowsAMessageOfALocalTimeUnderAnother(String date) {
        String export = "{\"type\":\"personal_chat\",\"id\":1,\"messages\":[{\"id\":2,%s,\"text\":\"hello\"}]}";
        Person alice = someone();
        alice.post("/v1/imports", export.formatted("\"date\":\"2020-09-13T12:26:50\""));

        Answer result = alice.post("/v1/imports", export.formatted(date));

        assertThat(brought(result) + result.text("/changed")).isEqualTo("0 chats, 0 messages, 0 skipped1");
        assertThat(brought(alice.post("/v1/imports", export.formatted(date))))
                .isEqualTo("0 chats, 0 messages, 1 skipped");
    }

    @Test
    @Tag("case-84")
    void keepsMessagesApartThatOneExportHasUnderOneNumberAndDate() {
        String export = "{\"type\":\"x\",\"id\":1,\"messages\":["
                + IntStream.range(0, 40).mapToObj("{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"%d\"}"::formatted)
                        .collect(joining(","))
                + "]}";
        Person alice = someone();

        assertThat(brought(alice.post("/v1/imports", export))).isEqualTo("1 chats, 40 messages, 0 skipped");
        assertThat(brought(alice.post("/v1/imports", export))).isEqualTo("0 chats, 0 messages, 40 skipped");
    }

    @Test
    @Tag("case-84")
    void keepsTheChatsOfTwoAccountsApart() {
        Person alice = someone();
        String export = """
                {"personal_information":{"user_id":%d},"about":"%1$d","chats":{"list":[
                {"type":"personal_chat","id":5,"messages":[{"id":1,"date_unixtime":"1","text":"%1$d"}]},
                {"type":"private_supergroup","id":6,"messages":[{"id":1,"date_unixtime":"1","text":"same"}]}]}}""";
        alice.post("/v1/imports", export.formatted(100));

        assertThat(brought(alice.post("/v1/imports", export.formatted(200))))
                .isEqualTo("1 chats, 1 messages, 1 skipped");

        assertThat(brought(alice.post("/v1/imports", export.formatted(100))))
                .isEqualTo("0 chats, 0 messages, 2 skipped");
        assertThat(brought(alice.post("/v1/imports", export.formatted(200))))
                .isEqualTo("0 chats, 0 messages, 2 skipped");
        JsonNode all = alice.get("/v1/exports").json();
        assertThat(all.path("about").asString()).isEqualTo("100");
        assertThat(all.at("/lethe_accounts/0/about").asString()).isEqualTo("200");
    }

    @Test
    void namesWhatItCannotKeep() {
        Person alice = someone();

        Answer result = alice.post("/v1/imports",
                "{\"type\":\"x\",\"id\":7,\"messages\":[{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"t\"},{\"id\":\"x\"}]}");

        assertThat(brought(result)).isEqualTo("1 chats, 1 messages, 0 skipped");
        assertThat(result.text("/messagesLeftOut") + result.text("/namesLeftOut/0/chat")
                + result.text("/namesLeftOut/0/message")).isEqualTo("17x");
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");
        alice.put("/v1/imports/" + id + "/content", "{\"chats\":{\"list\":[5]}}");
        assertThat(alice.get("/v1/imports/" + id).text("/namesLeftOut/0/chat")).isEqualTo("chats[0]");
    }

    @Test
    void countsChatsBeforeItStoresThemOneByOne() {
        Person alice = someone();
        String export = IntStream.range(0, 12_000).mapToObj("{\"type\":\"x\",\"id\":%d}"::formatted)
                .collect(joining(",", "{\"chats\":{\"list\":[", "]}}"));
        Instant start = clock.instant();

        Answer refused = alice.post("/v1/imports", export);

        assertThat(refused.text("/code")).isEqualTo("import-refused");
        assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofSeconds(3));
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void showsAndFindsWhatIsNotText() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.richChat());
        UUID chat = chatOf(alice);
        JsonNode messages = alice.get("/v1/chats/" + chat + "/messages").json().path("messages");

        for (String word : List.of("harbour.example", "pizza", "margherita", "ida", "0103", "louvre", "rivoli",
                "tetris",
                "coffee", "groceries", "milk", "bach", "partita", "voucher", "choir", "report")) {
            assertThat(alice.get("/v1/search?q=" + word).json().path("hits")).as(word).hasSize(1);
        }
        assertThat(messages.valueStream().map(each -> each.path("imported")).map(each -> {
            ((tools.jackson.databind.node.ObjectNode) each).remove(List.of("sourceId", "type", "from", "fromId"));
            return each.toString();
        }).toList().reversed()).containsExactlyElementsOf(TelegramSamples.richChatShown());
        assertThat(alice.get("/v1/exports?chatId=" + chat).json()).isEqualTo(JSON.readTree(TelegramSamples.richChat()));
    }

    @Test
    void findsWhatSaysTheSameInAnotherOrder() {
        Person alice = someone();
        String message = "{\"type\":\"x\",\"id\":1,\"messages\":[{%s}]}";
        alice.post("/v1/imports", message.formatted("\"id\":1,\"date_unixtime\":\"1\",\"text\":\"t\""));

        Answer again = alice.post("/v1/imports", message.formatted("\"text\":\"t\",\"date_unixtime\":\"1\",\"id\":1"));

        assertThat(brought(again)).isEqualTo("0 chats, 0 messages, 1 skipped");
    }

    @Test
    void keepsMessagesApartThatShareSecondAndNumber() {
        Person alice = someone();
        String other = TelegramSamples.singleChat().replace("\"id\": 4711", "\"id\": 4712").replace("Hello!",
                "Bonjour!");
        alice.post("/v1/imports", TelegramSamples.singleChat());

        Answer result = alice.post("/v1/imports", other);
        Answer again = alice.post("/v1/imports", other);

        assertThat(brought(result)).isEqualTo("1 chats, 5 messages, 0 skipped");
        assertThat(brought(again)).isEqualTo("0 chats, 0 messages, 5 skipped");
    }

    @Test
    void givesEveryImporterAChatOfTheirOwn() {
        Person alice = someone();
        Person bob = someone();
        alice.post("/v1/imports", TelegramSamples.singleChat());
        bob.post("/v1/imports", TelegramSamples.singleChat());

        assertThat(chatOf(alice)).isNotEqualTo(chatOf(bob));
        assertThat(bob.get("/v1/chats/" + chatOf(alice) + "/messages").status()).isEqualTo(404);
    }

    @Test
    void takesNoMessagesIntoAnImportedChat() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.singleChat());

        Answer refused = alice.send(chatOf(alice), UUID.randomUUID(), "hello?");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("chat-read-only");
    }

    @Test
    void bringsBackWhatWasDeletedIfItIsAskedTo() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.singleChat());
        String chat = "/v1/chats/" + chatOf(alice) + "/messages";
        alice.delete(chat + "/" + alice.get(chat).text("/messages/0/id"));

        Answer again = alice.post("/v1/imports", TelegramSamples.singleChat());

        assertThat(brought(again)).isEqualTo("0 chats, 1 messages, 4 skipped");
        assertThat(alice.get(chat).json().path("messages")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"a\":", "\u0000", "{\"chats\":{\"list\":[{\"id\":1}]}",
        "{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,\"date_unixtime\":\"1\",\"text\":\"t\"},{\"id\":2,]}"})
    void leavesNothingOfWhatIsNoExport(String body) {
        Person alice = someone();

        Answer refused = alice.post("/v1/imports", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/code")).isEqualTo("import-refused");
        assertThat(refused.json().has("line") && refused.json().has("column") && refused.json().has("reason"))
                .isTrue();
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void leavesNothingOfALongExportThatBreaksAtItsEnd() {
        Person alice = someone();
        String export = TelegramSamples.chatOf(5_000);

        Answer refused = alice.post("/v1/imports", export.substring(0, export.length() - 40));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/line")).isEqualTo("5001");
        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.post("/v1/imports", export).text("/messages")).isEqualTo("5000");
    }

    @Test
    void showsNothingOfAnImportThatDiedAndRemovesIt() {
        Person alice = someone();
        ImportJob job = begunBy(alice);
        StagedImport dying = new StagedImport(job, staging, new ImportTally());
        dying.onChat(new ExportedChat("1", "personal_chat", "Nobody"));
        dying.onMessage(message(1, "half"));
        dying.flush();

        assertThat(alice.get("/v1/chats").json().path("chats")).isEmpty();
        assertThat(alice.post("/v1/imports", TelegramSamples.singleChat()).text("/code")).isEqualTo("import-running");
        clock.advance(Duration.ofMinutes(2));
        recovery.recover();

        assertThat(rowsOf(alice)).isZero();
        dying.onMessage(message(2, "late"));
        assertThatThrownBy(dying::flush).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type()).isEqualTo(MessageProblems.IMPORT_BROKEN_OFF));
        assertThat(alice.post("/v1/imports", TelegramSamples.singleChat()).status()).isEqualTo(201);
    }

    @Test
    void isRefusedAsAnyOtherCallOnceItsOwnerIsGone() {
        Person alice = someone();
        ImportJob job = begunBy(alice);
        HistoryImport running = new HistoryImport(staging, leasing, ending, jobs, properties,
                new LeastRate(DataSize.ofBytes(1), Duration.ofMinutes(1)), clock);
        InputStream brokenOff = new InputStream() {
            @Override
            public int read() {
                erase(alice, false);
                eventually(() -> assertThat(staging.isLiving(alice.id)).isFalse());
                throw MessageProblems.IMPORT_BROKEN_OFF.asProblem();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };

        assertUnauthenticated(() -> running.run(job, brokenOff));
        assertUnauthenticated(() -> ending.show(job, new ImportTally()));
    }

    private static void assertUnauthenticated(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type()).isEqualTo(PlatformProblems.UNAUTHENTICATED));
    }

    @Test
    @Tag("case-64")
    void endsWhenItsContentDrips() {
        Person alice = someone();
        ImportJob job = begunBy(alice);
        LeastRate rate = new LeastRate(DataSize.ofKilobytes(64), Duration.ofNanos(1));
        HistoryImport dripping = new HistoryImport(staging, leasing, ending, jobs, properties, rate, clock);
        byte[] export = TelegramSamples.singleChat().getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> dripping.run(job, new ByteArrayInputStream(export)))
                .isInstanceOfSatisfying(Problem.class,
                        problem -> assertThat(problem.type()).isEqualTo(PlatformProblems.TOO_SLOW));

        assertThat(rowsOf(alice)).isZero();
        assertThat(alice.post("/v1/imports", TelegramSamples.singleChat()).status()).isEqualTo(201);
    }

    @Test
    @Tag("case-83")
    void takesNothingIntoAChatThatIsBeingDeleted() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(10));
        UUID chat = chatOf(alice);
        jdbc.sql("""
                insert into chat_clearing (owner_id, chat_id, up_to_id, whole_chat, session_start, touched_at)
                values (:owner, :chat, :upTo, true, 'epoch', 'infinity')
                """).param("owner", alice.id).param("chat", chat).param("upTo", Long.MAX_VALUE).update();

        Answer refused = alice.post("/v1/imports", TelegramSamples.chatOf(20));

        assertThat(refused.status() + refused.text("/code")).isEqualTo("409chat-being-emptied");
        assertThat(refused.retryAfter()).isEqualTo("10");
        assertThat(messagesOf(alice)).isEqualTo(10);
        alice.delete("/v1/chats/" + chat);
        assertThat(alice.post("/v1/imports", TelegramSamples.chatOf(20)).text("/messages")).isEqualTo("20");
    }

    @Test
    @Tag("case-83")
    void isNotBegunBeforeADeletionThatLooksAtItHasDecided() {
        Person alice = someone();
        staging.prepare(alice.id);

        transaction.executeWithoutResult(_ -> {
            mailboxes.lock(List.of(alice.id));
            assertThat(CompletableFuture.supplyAsync(() -> staging.begin(alice.id)))
                    .failsWithin(Duration.ofMillis(500));
        });
    }

    @Test
    @Tag("case-83")
    void lettingItsChatsBeDeletedWhileItWaitsLosesNothing() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(10));
        UUID id = UUID.randomUUID();
        alice.put("/v1/imports/" + id, "{}");

        assertThat(alice.delete("/v1/chats/" + chatOf(alice)).text("/deleted")).isEqualTo("10");

        assertThat(alice.put("/v1/imports/" + id + "/content", TelegramSamples.chatOf(20)).text("/messages"))
                .isEqualTo("20");
    }

    @Test
    void findsWhatWasImportedByTextsCaptionsAndFileNames() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.fullAccount());

        assertThat(alice.get("/v1/search?q=lake").text("/hits/0/message/text")).isEqualTo("At the lake");
        assertThat(alice.get("/v1/search?q=plan").json().path("hits")).hasSize(1);
        assertThat(alice.get("/v1/search?q=movie").text("/hits/0/message/imported/media")).isEqualTo("video_file");
    }

    @Test
    void findsNothingOfWhatIsNotCompleteYet() {
        Person alice = someone();
        StagedImport half = new StagedImport(begunBy(alice), staging, new ImportTally());
        half.onChat(new ExportedChat("1", "personal_chat", "Nobody"));
        half.onMessage(message(1, "half of it"));
        half.flush();

        assertThat(alice.get("/v1/search?q=half").json().path("hits")).isEmpty();
    }

    @Test
    void tellsWhatItLeftOutAndWhichFilesItMisses() {
        Person alice = someone();

        Answer result = alice.post("/v1/imports", TelegramSamples.wholeAccount());

        assertThat(result.json().path("leftOut").valueStream().map(JsonNode::asString)).containsExactly("contacts",
                "frequent_contacts", "personal_information", "profile_pictures");
        assertThat(alice.post("/v1/imports", TelegramSamples.singleChat()).text("/filesMissing")).isEqualTo("2");
    }

    @Test
    void isNotHeldUpByChatsThatAllSayTheSameAtTheSameTime() {
        Person alice = someone();
        String export = IntStream.rangeClosed(1, 600).mapToObj("""
                {"name": "Ada", "type": "personal_chat", "id": %d, "messages": [
                  {"id": 1, "type": "message", "date_unixtime": "1577934245", "from": "Ada", "from_id": "user1",
                   "text": "again"}]}"""::formatted).collect(joining(",", "{\"chats\": {\"list\": [", "]}}"));
        Instant start = clock.instant();

        Answer result = alice.post("/v1/imports", export);
        Duration taken = Duration.between(start, clock.instant());
        Answer again = alice.post("/v1/imports", export);

        assertThat(brought(result)).isEqualTo("600 chats, 600 messages, 0 skipped");
        assertThat(brought(again)).isEqualTo("0 chats, 0 messages, 600 skipped");
        assertThat(taken).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void growsAChatByAThousandMessagesAtOnceAndLetsSendsComeBetween() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(1));
        long before = changesOf(alice);

        Answer result = alice.post("/v1/imports", TelegramSamples.chatOf(3_001));

        assertThat(brought(result)).isEqualTo("0 chats, 3000 messages, 1 skipped");
        assertThat(changesOf(alice) - before).isEqualTo(3);
    }

    private long changesOf(Person person) {
        return jdbc.sql("select seq from mailbox where id = ?").param(person.id).query(Long.class).single();
    }

    @Test
    void takesAHundredThousandMessagesWithinAMinute() {
        Person alice = someone();
        String export = TelegramSamples.chatOf(100_000);
        Instant start = clock.instant();

        Answer result = alice.post("/v1/imports", export);

        Duration taken = Duration.between(start, clock.instant());
        assertThat(result.text("/messages")).isEqualTo("100000");
        assertThat(taken).isLessThan(Duration.ofSeconds(60));
    }

    private static String brought(Answer result) {
        return result.text("/chats") + " chats, " + result.text("/messages") + " messages, " + result.text("/skipped")
                + " skipped";
    }

    private static ExportedMessage message(long number, String text) {
        byte[] raw = "{\"id\":%d,\"date\":\"2020-01-01T00:00:00\",\"text\":\"%s\"}".formatted(number, text)
                .getBytes(StandardCharsets.UTF_8);
        return new ExportedMessage(TelegramMessages.of(raw), Instant.parse("2020-01-01T00:00:00Z"), raw);
    }

    private ImportJob begunBy(Person person) {
        staging.prepare(person.id);
        return Objects.requireNonNull(staging.begin(person.id));
    }

    private long messagesOf(Person person) {
        return jdbc.sql("select count(*) from message where owner_id = :owner")
                .param("owner", person.id)
                .query(Long.class)
                .single();
    }

    private static UUID chatOf(Person person) {
        List<String> ids = person.get("/v1/chats")
                .json()
                .path("chats")
                .valueStream()
                .map(chat -> chat.path("id").asString())
                .toList();
        return UUID.fromString(ids.getFirst());
    }
}
