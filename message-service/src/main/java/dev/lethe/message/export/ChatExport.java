package dev.lethe.message.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.export.ExportRows.ChatSealed;
import dev.lethe.message.export.ExportRows.Holding;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.JsonTokens;
import dev.lethe.message.telegram.TelegramMessage;
import dev.lethe.message.telegram.TelegramMessages;
import dev.lethe.platform.vault.SealBrokenException;

/// Writes one chat: an imported one as it came, one of ours in the same words.
@Component
class ChatExport {
    private static final int PAGE = 1_000;

    private final ExportRows rows;
    private final Messages messages;
    private final MessageSeal seal;

    ChatExport(ExportRows rows, Messages messages, MessageSeal seal) {
        this.rows = rows;
        this.messages = messages;
        this.seal = seal;
    }

    void write(Export export, ChatSealed chat, JsonGenerator json) {
        ChatSource source = source(export, chat);
        json.writeStartObject();
        if (source == null) {
            writeHead(export, chat, json);
            json.writeName("messages");
            writeMessages(export, chat, json);
        } else {
            try (JsonParser fields = JsonTokens.parser(source.fields())) {
                JsonTokens.fill(fields, json, Map.of("messages", parser -> {
                    parser.skipChildren();
                    writeMessages(export, chat, json);
                }));
            }
        }
        json.writeEndObject();
    }

    /// What was said of the chat where it came from; null for one of ours, and for one that cannot be read.
    static @Nullable ChatSource source(Export export, ChatSealed chat) {
        byte[] sealed = chat.source();
        try {
            return sealed == null ? null
                    : ChatSource.of(export.key().open(ChatSource.place(export.owner(), chat.id().value()), sealed));
        } catch (SealBrokenException _) {
            return null;
        }
    }

    private static void writeHead(Export export, ChatSealed chat, JsonGenerator json) {
        byte[] sealed = chat.title();
        String title = title(export, chat);
        if (title == null) {
            json.writeNullProperty("name");
        } else {
            json.writeStringProperty("name", title);
        }
        if (chat.source() != null || (sealed != null && title == null)) {
            json.writeBooleanProperty(LiveMessages.UNREADABLE, true);
        }
        json.writeStringProperty("type", switch (chat.kind()) {
            case DIRECT, IMPORTED -> "personal_chat";
            case SAVED -> "saved_messages";
            case SERVICE -> "bot_chat";
            case GROUP -> "private_group";
        });
        json.writeNumberProperty("id", ExportNumbers.of(chat.id()));
        json.writeStringProperty("lethe_id", chat.id().toString());
    }

    private static @Nullable String title(Export export, ChatSealed chat) {
        byte[] sealed = chat.title();
        try {
            return sealed == null ? null
                    : export.key().openText(ChatOpening.titlePlace(export.owner(), chat.id().value()), sealed);
        } catch (SealBrokenException _) {
            return null;
        }
    }

    private void writeMessages(Export export, ChatSealed chat, JsonGenerator json) {
        json.writeStartArray();
        LiveMessages live = new LiveMessages(json);
        Consumer<MessageRow> writing = row -> write(export, row, live, json);
        ChatOrder order = new ChatOrder(export, messages, rows, seal, chat.id());
        if (chat.kind() == ChatKind.IMPORTED) {
            order.eachByNumber(writing);
        } else {
            order.eachByTime(writing);
        }
        json.writeEndArray();
    }

    // One row that does not open must not cost all that come after it. The vault counts it.
    private void write(Export export, MessageRow row, LiveMessages live, JsonGenerator json) {
        try {
            MessageSeal.Imported imported = seal.openImported(export.key(), export.owner(), row.id(), row.body());
            if (imported == null) {
                live.write(row, seal.open(export.key(), export.owner(), row.id(), row.body()));
            } else {
                json.writeRawValue(new String(imported.raw(), StandardCharsets.UTF_8));
            }
        } catch (SealBrokenException _) {
            live.writeUnreadable(row);
        }
    }

    /// Writes which file stands for which path, for all messages of a chat that hold some.
    void writeFiles(Export export, ChatSealed chat, JsonGenerator json) {
        List<Holding> page = withFiles(export, chat, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            export.requireLiving();
            page.forEach(holding -> writeFiles(export, holding, json));
            page = withFiles(export, chat, page.getLast().row().id().value());
        }
    }

    private void writeFiles(Export export, Holding holding, JsonGenerator json) {
        UUID file = holding.row().file();
        TelegramMessage told = told(export, holding.row());
        TelegramMessage.File named = told == null ? null : told.file();
        if (file != null) {
            writeFile(named == null || named.path() == null ? LiveMessages.path(file) : named.path(), file, json);
        }
        List<String> paths = told == null ? List.of() : told.moreFiles();
        for (int i = 0; i < holding.moreFiles().size(); i++) {
            UUID more = holding.moreFiles().get(i);
            if (more != null) {
                writeFile(i < paths.size() ? paths.get(i) : LiveMessages.path(more), more, json);
            }
        }
    }

    private List<Holding> withFiles(Export export, ChatSealed chat, long after) {
        return export.read(() -> rows.withFiles(export.owner(), chat.id(), after, PAGE));
    }

    private @Nullable TelegramMessage told(Export export, MessageRow row) {
        try {
            MessageSeal.Imported imported = seal.openImported(export.key(), export.owner(), row.id(), row.body());
            return imported == null ? null : TelegramMessages.of(imported.raw());
        } catch (SealBrokenException _) {
            return null;
        }
    }

    private static void writeFile(String path, UUID file, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("path", path);
        json.writeStringProperty("fileId", file.toString());
        json.writeEndObject();
    }
}
