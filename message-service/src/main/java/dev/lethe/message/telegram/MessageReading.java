package dev.lethe.message.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the messages of a chat, one at a time. An odd one costs nothing but itself: it is kept as it is, or told as left out.
final class MessageReading {
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int LONGEST_NUMBER = 24;
    private static final int MOST_UNDATED = 1_000;
    // When clocks are put back, local times repeat an hour, in some places two.
    private static final Duration REPEATED = Duration.ofHours(2);

    private final JsonParser parser;
    private final Instant latest;
    private final String chat;
    private final ExportListener listener;
    private final List<ExportedMessage> undated = new ArrayList<>();
    private @Nullable Instant last;

    /// @param latest the time after which no message can have been written
    MessageReading(JsonParser parser, Instant latest, String chat, ExportListener listener) {
        this.parser = parser;
        this.latest = latest.truncatedTo(ChronoUnit.SECONDS);
        this.chat = chat;
        this.listener = listener;
    }

    /// Reads the value at which the parser stands.
    void read() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            leaveOut(null, "it is no JSON object");
            return;
        }
        JsonCopy copy = new JsonCopy(LONGEST_MESSAGE);
        String number = copyNoting(copy);
        if (copy.tooLong()) {
            leaveOut(number, "it is longer than 1 MiB");
            return;
        }
        byte[] raw = copy.bytes();
        Fields fields = TelegramMessages.fields(raw);
        Long id = fields.whole("id");
        if (id == null) {
            leaveOut(number, "its id is no whole number");
            return;
        }
        if (fields.flag("lethe_unreadable") != null) {
            leaveOut(number, "it could not be read when it was exported");
            return;
        }
        take(TelegramMessages.read(fields, id), raw);
    }

    /// Tells those as left out to which no neighbour has lent a date.
    void end() {
        undated.forEach(
                message -> leaveOut(Long.toString(message.message().number()), "nothing in its chat has a date"));
        undated.clear();
    }

    private void take(TelegramMessage message, byte[] raw) {
        Instant at = date(message);
        if (at == null) {
            wait(message, raw);
            return;
        }
        last = at;
        undated.forEach(waiting -> listener.onMessage(new ExportedMessage(waiting.message(), at, waiting.raw())));
        undated.clear();
        listener.onMessage(new ExportedMessage(message, at, raw));
    }

    // Telegram cannot export some messages and leaves their numbers alone: they count as written with their neighbour.
    private @Nullable Instant date(TelegramMessage message) {
        Instant date = message.date();
        Instant before = last;
        if (date == null) {
            return before;
        }
        if (date.isAfter(latest)) {
            return latest;
        }
        boolean repeated = !message.exact() && before != null && date.isBefore(before)
                && !date.plus(REPEATED).isBefore(before);
        return repeated ? before : date;
    }

    private void wait(TelegramMessage message, byte[] raw) {
        if (undated.size() == MOST_UNDATED) {
            leaveOut(Long.toString(message.number()), "it has no date");
            return;
        }
        undated.add(new ExportedMessage(message, Instant.EPOCH, raw));
    }

    private void leaveOut(@Nullable String number, String reason) {
        listener.onLeftOut(new LeftOut(chat, number, reason));
    }

    // The number of a message is told even if all of it cannot be kept.
    private @Nullable String copyNoting(JsonCopy copy) {
        String number = null;
        int depth = 0;
        while (true) {
            JsonToken token = parser.currentToken();
            copy.token(parser);
            if (depth == 1 && token.isScalarValue() && "id".equals(parser.currentName())) {
                number = Fields.cut(JsonTokens.whole(parser.getString()), LONGEST_NUMBER);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return number;
            }
            if (parser.nextToken() == null) {
                throw new ExportRefused(parser.currentTokenLocation(), "this is not valid JSON");
            }
        }
    }
}
