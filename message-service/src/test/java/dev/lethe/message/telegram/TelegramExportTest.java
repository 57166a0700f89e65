package dev.lethe.message.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramExportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ExportedChat> chats = new ArrayList<>();
    private final List<TelegramMessage> messages = new ArrayList<>();
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
        assertThat(messages.get(1).replyToId()).isEqualTo("1");
        assertThat(messages.get(1).forwardedFrom()).isEqualTo("The Baker");
        assertThat(messages.get(2).action()).isEqualTo("phone_call");
        assertThat(messages.get(3).media()).isEqualTo("photo");
        assertThat(messages.get(4).media()).isEqualTo("sticker");
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
                    {"type":"personal_chat","id":1,"messages":[1]}                       ¦ a message is a JSON object
                    {"type":"personal_chat","id":1,"messages":[{}]}                      ¦ a message without an id
                    {"type":"personal_chat","id":1,"messages":[{"id":1}]}                ¦ a message without a date
                    {"type":"personal_chat","id":1,"messages":[{"id":"x"}]}              ¦ the id of a message is a whole number
                    {"type":"personal_chat","id":1,"messages":[{"id":1,"date":"now"}]}   ¦ a date that cannot be read
                    {"type":"personal_chat","id":1,"messages":[{"id":1,"date_unixtime":"-5"}]} ¦ a date that cannot be
                    {"type":"personal_chat","id":1,"messages":[{"id":1,"text":{}}]}      ¦ a simple value is expected here
                    {"type":"personal_chat","id":1,"messages":[]} {}                     ¦ there is more behind the end of the export
                    {"chats":[]}                                                         ¦ a section of chats is a JSON object
                    {"chats":{"list":[5]}}                                               ¦ a chat is a JSON object
                    {"chats":{"list":[{}]}}                                              ¦ a chat has its type and id before its messages
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
    void refusesHalfCharactersAndBrokenBytes() {
        assertThatThrownBy(() -> read("{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,\"text\":\"\\ud83d\"}]}"))
                .hasMessage("the text is not valid Unicode");
        byte[] broken = "{\"type\":\"x\",\"id\":1,\"name\":\"\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TelegramExport.read(new ByteArrayInputStream(broken), NOW, listener()))
                .isInstanceOf(ExportRefused.class);
    }

    @Test
    void refusesNestingThatNoExportHas() {
        assertThatThrownBy(() -> read("{\"contacts\":" + "[".repeat(10_000))).isInstanceOf(ExportRefused.class);
    }

    @Test
    void cutsNamesThatAreShown() {
        read("{\"name\":\"" + "n".repeat(5_000) + "\",\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,"
                + "\"date_unixtime\":\"1\",\"from\":\"" + "f".repeat(127) + "\ud83d\ude00\",\"action\":\""
                + "a".repeat(1_024)
                + "\",\"text\":\"t\"}]}");

        assertThat(chats.getFirst().name()).isEqualTo("n".repeat(128));
        assertThat(messages.getFirst().from()).isEqualTo("f".repeat(127));
        assertThat(raw.getFirst()).hasSizeGreaterThan(127 + 1_024);
    }

    @Test
    void refusesWhatWouldNeverEnd() {
        String chat = "{\"type\":\"x\",\"id\":1,\"messages\":[]}";
        assertThatThrownBy(() -> read("{\"chats\":{\"list\":[" + (chat + ",").repeat(10_000) + chat + "]}}"))
                .hasMessage("there are more than 10000 chats in it");
        assertThatThrownBy(() -> read("{\"type\":\"" + "x".repeat(1_025) + "\"}")).hasMessage("a value is too long");
    }

    @Test
    void refusesMessagesFromTheFuture() {
        String chat = "{\"type\":\"x\",\"id\":1,\"messages\":[{\"id\":1,%s}]}";
        assertThatThrownBy(() -> read(chat.formatted("\"date_unixtime\":" + (NOW.getEpochSecond() + 1))))
                .hasMessage("a message from the future");
        assertThatThrownBy(() -> read(chat.formatted("\"date\":\"2026-01-01T14:00:01\"")))
                .hasMessage("a message from the future");
        read(chat.formatted("\"date\":\"2026-01-01T13:00:00\""));
        assertThat(messages.getFirst().date()).isEqualTo(NOW);
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
                + "{\"id\":3,\"date_unixtime\":1,\"file\":\"(File not included. Change data exporting settings.)\"}]}");

        assertThat(messages).extracting(TelegramMessage::file).containsExactly(
                new TelegramMessage.File("files/a.pdf", "Plan.pdf", "application/pdf", 7),
                new TelegramMessage.File("photos/p.jpg", "p.jpg", "image/jpeg", 0), null);
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
                raw.add(new String(message.raw(), StandardCharsets.UTF_8));
            }

            @Override
            public void onChatEnd(ExportedChat chat, ChatSource source) {
                sources.add(new String(source.fields(), StandardCharsets.UTF_8));
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
