package dev.lethe.message.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.export.ExportRows.ChatSealed;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.JsonTokens;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.Vault;

/// Exports a chat, or all of them.
@Component
class HistoryExport {
    private static final int CHATS_AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);
    private static final byte[] ACCOUNT = """
            {"about": "Your chats.", "chats": {"about": "All chats, imported ones too.", "list": []}}"""
            .getBytes(StandardCharsets.UTF_8);

    private static final byte[] UNREADABLE = "{\"%s\": true}".formatted(LiveMessages.UNREADABLE)
            .getBytes(StandardCharsets.UTF_8);

    private record Listed(ChatId chat, boolean left, int position) {}

    private final ExportRows rows;
    private final ChatExport chats;
    private final Vault vault;
    private final Revocations revocations;
    private final ExportTurns turns;

    HistoryExport(ExportRows rows, ChatExport chats, Vault vault, Revocations revocations, ExportTurns turns) {
        this.rows = rows;
        this.chats = chats;
        this.vault = vault;
        this.revocations = revocations;
        this.turns = turns;
    }

    /// Prepares the export of one chat, or of all.
    ///
    /// @return what writes it
    /// @throws dev.lethe.platform.problem.Problem when there is no such chat
    Consumer<JsonGenerator> chats(Caller reader, @Nullable UUID only) {
        Export export = export(reader);
        if (only == null) {
            return json -> writeAccount(export, json);
        }
        ChatSealed chat = require(export, only);
        return json -> chats.write(export, chat, json);
    }

    /// Prepares the map from paths to files of one chat, or of all.
    ///
    /// @return what writes it
    /// @throws dev.lethe.platform.problem.Problem when there is no such chat
    Consumer<JsonGenerator> files(Caller reader, @Nullable UUID only) {
        Export export = export(reader);
        ChatSealed one = only == null ? null : require(export, only);
        return json -> {
            json.writeStartObject();
            json.writeName("files");
            json.writeStartArray();
            if (one == null) {
                each(export, chat -> chats.writeFiles(export, chat, json));
            } else {
                chats.writeFiles(export, one, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private Export export(Caller reader) {
        return new Export(reader, vault, revocations, turns);
    }

    private ChatSealed require(Export export, UUID chat) {
        return export.read(() -> rows.chat(export.owner(), new ChatId(chat)))
                .orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
    }

    private void each(Export export, Consumer<ChatSealed> reader) {
        List<ChatSealed> page = page(export, FIRST);
        while (!page.isEmpty()) {
            export.requireLiving();
            page.forEach(reader);
            page = page(export, page.getLast().id().value());
        }
    }

    private List<ChatSealed> page(Export export, UUID after) {
        return export.read(() -> rows.chats(export.owner(), after, CHATS_AT_ONCE));
    }

    private void writeAccount(Export export, JsonGenerator json) {
        List<Listed> all = listed(export);
        List<byte[]> roots = export.read(() -> rows.accounts(export.owner()))
                .stream()
                .map(sealed -> root(export, sealed))
                .toList();
        byte[] root = roots.isEmpty() ? ACCOUNT : roots.getFirst();
        List<Listed> here = all.stream().filter(chat -> !chat.left()).toList();
        List<Listed> left = all.stream().filter(Listed::left).toList();
        json.writeStartObject();
        try (JsonParser fields = JsonTokens.parser(root)) {
            Set<String> written = JsonTokens.fill(fields, json,
                    Map.of("chats", section -> writeSection(export, section, here, json), "left_chats",
                            section -> writeSection(export, section, left, json)));
            writeMissing(export, written, "chats", here, json);
            writeMissing(export, written, "left_chats", left, json);
        }
        writeFurther(roots.stream().skip(1).toList(), json);
        json.writeEndObject();
    }

    private static byte[] root(Export export, byte[] sealed) {
        try {
            return export.key().open(ChatSource.accountPlace(export.owner()), sealed);
        } catch (SealBrokenException _) {
            return UNREADABLE;
        }
    }

    // What further accounts said of themselves; their chats stand among the others.
    private static void writeFurther(List<byte[]> roots, JsonGenerator json) {
        if (roots.isEmpty()) {
            return;
        }
        json.writeName("lethe_accounts");
        json.writeStartArray();
        for (byte[] root : roots) {
            json.writeRawValue(new String(root, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }

    private void writeMissing(Export export, Set<String> written, String section, List<Listed> list,
            JsonGenerator json) {
        if (written.contains(section) || list.isEmpty()) {
            return;
        }
        json.writeName(section);
        json.writeStartObject();
        json.writeName("list");
        writeList(export, list, json);
        json.writeEndObject();
    }

    private void writeSection(Export export, JsonParser section, List<Listed> list, JsonGenerator json) {
        json.writeStartObject();
        Set<String> written = JsonTokens.fill(section, json, Map.of("list", parser -> {
            parser.skipChildren();
            writeList(export, list, json);
        }));
        if (written.isEmpty() && !list.isEmpty()) {
            json.writeName("list");
            writeList(export, list, json);
        }
        json.writeEndObject();
    }

    private void writeList(Export export, List<Listed> list, JsonGenerator json) {
        json.writeStartArray();
        for (Listed chat : list) {
            // it may have been deleted since
            export.read(() -> rows.chat(export.owner(), chat.chat()))
                    .ifPresent(found -> chats.write(export, found, json));
        }
        json.writeEndArray();
    }

    /// Imported chats in the order in which they came, then ours.
    private List<Listed> listed(Export export) {
        List<Listed> all = new ArrayList<>();
        each(export, chat -> {
            ChatSource source = ChatExport.source(export, chat);
            all.add(source == null ? new Listed(chat.id(), false, Integer.MAX_VALUE)
                    : new Listed(chat.id(), source.left(),
                            source.position() < 0 ? Integer.MAX_VALUE : source.position()));
        });
        all.sort(Comparator.comparingInt(Listed::position));
        return all;
    }
}
