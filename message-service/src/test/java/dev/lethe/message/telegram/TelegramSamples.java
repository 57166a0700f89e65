package dev.lethe.message.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Exports in the shape of Telegram Desktop's, written by us.
public final class TelegramSamples {
    private TelegramSamples() {
    }

    public static String singleChat() {
        return resource("single-chat.json");
    }

    public static String wholeAccount() {
        return resource("whole-account.json");
    }

    /// A whole account as a person has it: groups, channels, polls, calls, files.
    public static String fullAccount() {
        return resource("full-account.json");
    }

    /// A chat of everything that is not text.
    public static String richChat() {
        return resource("rich-chat.json");
    }

    /// What is shown of each message of [#richChat] beside its text and sender, by lines of JSON.
    public static java.util.List<String> richChatShown() {
        return resource("rich-chat-shown.txt").lines().toList();
    }

    /// A chat with so many messages.
    public static String chatOf(int count) {
        StringBuilder json = new StringBuilder(
                "{\"name\":\"Long chat\",\"type\":\"personal_chat\",\"id\":77,\"messages\":[\n");
        for (int i = 1; i <= count; i++) {
            json.append(i == 1 ? "" : ",\n")
                    .append("{\"id\":").append(i)
                    .append(",\"type\":\"message\",\"date\":\"2020-01-01T00:00:00\",\"date_unixtime\":\"")
                    .append(1_577_836_800L + i / 3)
                    .append("\",\"from\":\"Grace\",\"from_id\":\"user77\",\"text\":\"This is message number ")
                    .append(i)
                    .append(" of a long history.\",\"text_entities\":[{\"type\":\"plain\",\"text\":\"This is message\"}]}");
        }
        return json.append("\n]}").toString();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(TelegramSamples.class.getResourceAsStream("/telegram/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
