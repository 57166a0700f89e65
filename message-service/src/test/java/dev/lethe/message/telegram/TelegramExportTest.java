package dev.lethe.message.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramExportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ExportedChat> chats = new ArrayList<>();
    private final List<TelegramMessage> messages = new ArrayList<>();
    private final List<Instant> dates = new ArrayList<>();
    private final List<LeftOut> odd = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> raw = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private @Nullable String root;

    @Test
    void readsASingleChat() {
        read(TelegramSamples.singleChat());

        assertThat(chats).extracting(ExportedChat::name).containsExactly("Ada Example");
        assertThat(messages).extracting(TelegramMessage::text)
                .containsExactly("Hello! 👋", "See https://example.org and bring cake", "", "A cat", "");
        assertThat(messages.get(0).date()).isEqualTo(Instant.parse("2021-03-04T05:06:07Z"));
        assertThat(messages.get(1).imported().replyToId()).isEqualTo("1");
        assertThat(messages.get(1).imported().forwardedFrom()).isEqualTo("The Baker");
        assertThat(messages.get(2).imported().action()).isEqualTo("phone_call");
        assertThat(messages.get(3).imported().media()).isEqualTo("photo");
        assertThat(messages.get(4).imported().media()).isEqualTo("sticker");
    }

    @Test
    void readsAWholeAccountAndPassesOverTheRest() {
        read(TelegramSamples.wholeAccount());

        assertThat(chats).extracting(ExportedChat::type)
                .containsExactly("personal_chat", "saved_messages", "private_supergroup");
        assertThat(chats.get(1).name()).isNull();
        assertThat(messages).hasSize(4);
    }

    @Test
    void takesTheLocalTimeOfOldExports() {
        read("{\"name\":\"x\",\"type\":\"personal_chat\",\"id\":1,\"messages\":"
                + "[{\"id\":1,\"date\":\"2015-01-02T03:04:05\",\"text\":\"old\"}]}");

        assertThat(messages.getFirst().date()).isEqualTo(Instant.parse("2015-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~',
            textBlock = """
                    []                                                                   ¦ an export is a JSON object
                    {}                                                                   ¦ there are neither chats nor messages in it
                    {"a":1                                                               ¦ this is not valid JSON
                    not json                                                             ¦ this is not valid JSON
                    {"messages":[]}                                                      ¦ a chat has its type and id before its messages
                    {"type":"personal_chat","id":1,"messages":{}}                        ¦ the messages are a JSON array
                    {"type":"personal_chat","id":1,"messages":[]} {}                     ¦ there is more behind the end of the export
                    {"chats":[]}                                                         ¦ a section of chats is a JSON object
                    {"chats":{"list":[]},"chats":{"list":[]}}                            ¦ a section of chats comes once
                    {"chats":{"list":[]},"type":"x","id":1,"messages":[]}                ¦ there are messages beside the chats
                    {"type":"x","id":1,"messages":[],"chats":{"list":[]}}                ¦ there are chats beside the messages
                    {"type":"x","id":1,"messages":[],"messages":[]}                      ¦ the messages of a chat come once
                    """)
    void saysWhatIsWrong(String json, String reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(ExportRefused.class).hasMessage(reason);
    }

    @Test
    void saysWhereItIsWrong() {
        assertThatThrownBy(() -> read("{\"type\":\"personal_chat\",\n\"id\":1,\n  \"messages\": 7}"))
                .isInstanceOfSatisfying(ExportRefused.class, refused -> {
                    assertThat(refused.line()).isEqualTo(3);
                    assertThat(refused.column()).isEqualTo(15);
                });
    }

    @Test
    void refusesBrokenBytes() {
        byte[] broken = "{\"type\":\"x\",\"id\":1,\"name\":\"\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TelegramExport.read(new ByteArrayInputStream(broken), NOW, listener()))
                .isInstanceOf(ExportRefused.class);
    }

    /// What one odd message may cost: itself.
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            1                                                                  ¦ it is no JSON object
            null                                                               ¦ it is no JSON object
            []                                                                 ¦ it is no JSON object
            {}                                                                 ¦ its id is no whole number
            {"id":"x","date_unixtime":"1600000000"}                            ¦ its id is no whole number
            {"id":1.5,"date_unixtime":"1600000000"}                            ¦ its id is no whole number
            {"id":{"a":1},"date_unixtime":"1600000000"}                        ¦ its id is no whole number
            """)
    void leavesOutOneOddMessageAndSaysSo(String message, String reason) {
        read(between(message));

        assertThat(messages).extracting(TelegramMessage::text).containsExactly("before", "after");
        assertThat(odd).extracting(LeftOut::chat, LeftOut::reason).containsExactly(tuple("7", reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":2,\"type\":\"unsupported\"}", "{\"id\":2,\"date\":\"now\"}",
        "{\"id\":2,\"date_unixtime\":\"-5\"}", "{\"id\":2,\"date_unixtime\":\"99999999999999\"}",
        "{\"id\":2,\"date\":[1]}", "{\"id\":2,\"text\":{}}", "{\"id\":2,\"from\":{},\"actor\":[]}",
        "{\"id\":2,\"edited_unixtime\":\"soon\",\"reply_to_message_id\":{},\"poll\":7,\"reactions\":{}}",
        "{\"id\":\"2\",\"text\":[1,null,{\"text\":5},[]],\"text_entities\":\"none\"}"})
    void keepsAnOddMessageAsOfTheTimeOfItsNeighbour(String message) {
        read(between(message));

        assertThat(raw.get(1)).isEqualTo(message);
        assertThat(dates.get(1)).isEqualTo(dates.getFirst());
        assertThat(odd).isEmpty();
    }

    @Test
    void keepsUndatedMessagesAtTheBeginningAsOfTheTimeOfTheNext() {
        read("{\"type\":\"x\",\"id\":7,\"messages\":[{\"id\":1},{\"id\":2,\"date_unixtime\":\"1600000000\"}]}");

        assertThat(messages).extracting(TelegramMessage::number).containsExactly(1L, 2L);
        assertThat(dates.getFirst()).isEqualTo(Instant.ofEpochSecond(1_600_000_000L));
    }

    @Test
    void leavesOutAChatOfUndatedMessagesAndMessagesThatAreTooLong() {
        read("{\"chats\":{\"list\":[{\"type\":\"x\",\"id\":7,\"messages\":[{\"id\":1}]},{\"type\":\"x\",\"id\":8,\"messages\":["
                + "{\"id\":5,\"date_unixtime\":1,\"text\":[" + ("\"" + "t".repeat(600_000) + "\",").repeat(2)
                + "\"\"]}]}]}}");

        assertThat(messages).isEmpty();
        assertThat(odd).containsExactly(new LeftOut("7", "1", "nothing in its chat has a date"),
                new LeftOut("8", "5", "it is longer than 1 MiB"));
    }

    @Test
    void readsEveryControlCharacterAsTelegramWritesIt() {
        for (int control = 0; control < 32; control++) {
            messages.clear();
            read(between("{\"id\":2,\"text\":\"a\\x%02Xb \\\\x0C \\\\\\x0C\"}".formatted(control)));

            assertThat(messages.get(1).text()).isEqualTo("a" + (char) control + "b \\x0C \\\f");
        }
    }

    @Test
    void takesUtf16ForWhatItIs() {
        String export = between("{\"id\":2,\"text\":\"\u785C \u5C78 x\"}");
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            messages.clear();
            TelegramExport.read(new ByteArrayInputStream(export.getBytes(charset)), NOW, listener());

            assertThat(messages.get(1).text()).isEqualTo("\u785C \u5C78 x");
        }
    }

    @Test
    void keepsHalfCharactersAsReplacements() {
        read(between("{\"id\":2,\"from\":\"\\ude00\",\"text\":\"a\\ud83d\"}"));

        assertThat(messages.get(1).text()).isEqualTo("a\uFFFD");
        assertThat(messages.get(1).imported().from()).isEqualTo("\uFFFD");
    }

    @Test
    void keepsChatsOfUnknownTypeAndLeavesOutThoseWithoutAnId() {
        read("{\"chats\":{\"list\":[{\"type\":null,\"id\":5,\"messages\":[]},{\"id\":6},5,{\"messages\":[{\"id\":1}]},"
                + "{\"type\":\"x\",\"id\":null,\"messages\":[]},{\"type\":{},\"id\":8,\"later\":\"" + "l".repeat(70_000)
                + "\"}]}}");

        assertThat(chats).extracting(ExportedChat::id).containsExactly("5", "6", "8");
        assertThat(chats).extracting(ExportedChat::type).containsOnly("unknown");
        assertThat(odd).extracting(LeftOut::chat).containsExactly("chats[2]", "chats[3]", "chats[4]");
        assertThat(leftOut).containsExactly("other");
    }

    @Test
    void keepsTheOrderOfTheHourThatComesTwice() {
        read("{\"type\":\"x\",\"id\":7,\"messages\":[{\"id\":1,\"date\":\"2021-10-31T02:59:50\"},"
                + "{\"id\":2,\"date\":\"2021-10-31T02:00:10\"},{\"id\":3,\"date\":\"2021-10-31T03:00:00\"},"
                + "{\"id\":4,\"date\":\"2017-10-31T03:00:00\"},{\"id\":5,\"date_unixtime\":\"1\"}]}");

        assertThat(dates).extracting(Instant::toString).containsExactly("2021-10-31T02:59:50Z", "2021-10-31T02:59:50Z",
                "2021-10-31T03:00:00Z", "2017-10-31T03:00:00Z", "1970-01-01T00:00:01Z");
    }

    @Test
    void knowsWhoseExportItIs() {
        read("{\"personal_information\":{\"a\":{\"user_id\":1},\"user_id\":4711,\"b\":[]},\"chats\":{\"list\":[]}}");

        assertThat(accounts).containsExactly("4711");
        assertThat(leftOut).containsExactly("personal_information");
    }

    private static String between(String message) {
        return ("{\"type\":\"x\",\"id\":7,\"messages\":[{\"id\":1,\"date_unixtime\":\"1600000000\",\"text\":\"before\"},"
                + "%s,{\"id\":3,\"date_unixtime\":\"1600000005\",\"text\":\"after\"}]}").formatted(message);
    }

    @Test
    void refusesNestingThatNoExportHas() {
        for (String place : List.of("{\"contacts\":", "{\"type\":\"x\",\"id\":1,\"messages\":[{\"a\":",
                "{\"later\":")) {
            assertThatThrownBy(() -> read(place + "[".repeat(10_000)))
                    .hasMessage("it is nested more than 100 levels deep");
        }
    }

    @Test
    void cutsNamesThatAreShown() {
        read("{\"name\":\"" + "n".repeat(5_000) + "\",\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,"
                + "\"date_unixtime\":\"1\",\"from\":\"" + "f".repeat(127) + "\ud83d\ude00\",\"action\":\""
                + "a".repeat(1_024)
                + "\",\"text\":\"t\"}]}");

        assertThat(chats.getFirst().name()).isEqualTo("n".repeat(128));
        assertThat(messages.getFirst().imported().from()).isEqualTo("f".repeat(127) + "\ud83d\ude00");
        assertThat(raw.getFirst()).hasSizeGreaterThan(127 + 1_024);
    }

    @Test
    void refusesWhatWouldNeverEnd() {
        String chat = "{\"type\":\"x\",\"id\":1,\"messages\":[]}";
        assertThatThrownBy(() -> read("{\"chats\":{\"list\":[" + (chat + ",").repeat(10_000) + chat + "]}}"))
                .hasMessage("there are more than 10000 chats in it");
        assertThatThrownBy(() -> read("{\"type\":\"" + "x".repeat(1_000_001) + "\"}"))
                .hasMessage("a value is too long");
    }

    @Test
    void takesMessagesFromTheFutureAsWrittenNow() {
        for (String date : List.of("\"date_unixtime\":" + (NOW.getEpochSecond() + 120),
                "\"date\":\"2026-01-01T13:00:00\"", "\"date\":\"2099-01-01T13:00:00\"")) {
            dates.clear();
            read("{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1," + date + "}]}");
            assertThat(dates).containsExactly(NOW);
        }
    }

    @Test
    void keepsEveryFieldAndDigit() {
        String message = "{\"id\":1,\"date_unixtime\":\"1\",\"text\":[\"a\",{\"type\":\"bold\",\"text\":\"b\"}],"
                + "\"poll\":{\"answers\":[{\"voters\":0}]},\"later\":[1.50,1E400,-0,12345678901234567890,null,true,{}]}";
        String chat = "{\"name\":null,\"new\":{\"x\":[]},\"type\":\"x\",\"id\":1,\"messages\":%s,\"end\":1.0}";

        read(chat.formatted("[ " + message + " ]"));

        assertThat(raw).containsExactly(message);
        assertThat(sources).containsExactly(chat.formatted("[]"));
        assertThat(TelegramMessages.of(message.getBytes(StandardCharsets.UTF_8))).isEqualTo(messages.getFirst());
        assertThat(messages.getFirst().words()).isEmpty();
    }

    @Test
    void keepsWhatAnAccountSaysBesideItsChatsAndTellsWhatItLeavesOut() {
        read("{\"about\":\"a\",\"contacts\":{\"list\":[{\"phone_number\":\"1\"}]},\"later\":[1],"
                + "\"chats\":{\"about\":\"c\",\"list\":[{\"type\":\"x\",\"id\":1}]},\"huge\":\"" + "h".repeat(999_999)
                + "\",\"huger\":\"" + "h".repeat(999_999) + "\"}");

        assertThat(leftOut).containsExactly("contacts", "other");
        assertThat(root).startsWith(
                "{\"about\":\"a\",\"later\":[1],\"chats\":{\"about\":\"c\",\"list\":[]},\"huge\":\"hhh");
        assertThat(root).doesNotContain("huger", "phone_number");
    }

    @Test
    void knowsTheFileOfAMessage() {
        read("{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,\"date_unixtime\":1,\"file\":\"files/a.pdf\","
                + "\"file_name\":\"Plan.pdf\",\"mime_type\":\"application/pdf\",\"file_size\":7},"
                + "{\"id\":2,\"date_unixtime\":1,\"photo\":\"photos/p.jpg\"},"
                + "{\"id\":3,\"date_unixtime\":1,\"file\":\"(File not included. Change data exporting settings.)\"},"
                + "{\"id\":4,\"date_unixtime\":1,\"file\":\"b.pdf (File not included. Change data exporting settings.)\"},"
                + "{\"id\":5,\"date_unixtime\":1,\"contact_vcard\":\"contacts/c.vcard\",\"thumbnail\":\"t.jpg\"}]}");

        assertThat(messages).extracting(TelegramMessage::file).containsExactly(
                new TelegramMessage.File("files/a.pdf", "Plan.pdf", "application/pdf", 7),
                new TelegramMessage.File("photos/p.jpg", "p.jpg", "image/jpeg", 0), null,
                new TelegramMessage.File(null, "b.pdf", "application/octet-stream", 0),
                new TelegramMessage.File("contacts/c.vcard", "c.vcard", "text/vcard", 0));
        assertThat(messages.getLast().moreFiles()).containsExactly("t.jpg");
    }

    private void read(String json) {
        TelegramExport.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), NOW, listener());
    }

    private ExportListener listener() {
        return new ExportListener() {
            @Override
            public void onChat(ExportedChat chat) {
                chats.add(chat);
            }

            @Override
            public void onMessage(ExportedMessage message) {
                messages.add(message.message());
                dates.add(message.at());
                raw.add(new String(message.raw(), StandardCharsets.UTF_8));
            }

            @Override
            public void onChatEnd(ExportedChat chat, ChatSource source) {
                sources.add(new String(source.fields(), StandardCharsets.UTF_8));
            }

            @Override
            public void onAccount(String id) {
                accounts.add(id);
            }

            @Override
            public void onLeftOut(LeftOut part) {
                odd.add(part);
            }

            @Override
            public void onLeftOut(String section) {
                leftOut.add(section);
            }

            @Override
            public void onAccountEnd(byte[] account) {
                root = new String(account, StandardCharsets.UTF_8);
            }
        };
    }
}
