package dev.lethe.message.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.transfer.ImportJobs.StagedChat;
import dev.lethe.platform.vault.SubjectKey;

/// One export on its way into a mailbox: collects what is read into batches and stages them.
final class StagedImport implements ExportListener {
    private static final int MESSAGES_AT_ONCE = 1_000;
    private static final int CHARACTERS_AT_ONCE = 2_000_000;

    private final ImportJob job;
    private final ImportedMessages messages;
    private final ImportStaging staging;
    private final Map<UUID, StagedChat> chats = new HashMap<>();
    private final List<ExportedMessage> batch = new ArrayList<>();
    private @Nullable ExportedChat exported;
    private @Nullable StagedChat chat;
    private int characters;
    private int newMessages;
    private int knownMessages;

    StagedImport(ImportJob job, ImportedMessages messages, ImportStaging staging) {
        this.job = job;
        this.messages = messages;
        this.staging = staging;
    }

    @Override
    public void onChat(ExportedChat next) {
        flush();
        exported = next;
        chat = null;
    }

    @Override
    public void onMessage(ExportedMessage message) {
        if (chat == null && exported != null) {
            chat = open(exported);
        }
        batch.add(message);
        characters += message.characters();
        if (batch.size() == MESSAGES_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
            flush();
        }
    }

    /// Stages what has been read so far.
    void flush() {
        StagedChat target = chat;
        if (batch.isEmpty() || target == null) {
            return;
        }
        int written = staging.stage(job, target, List.copyOf(batch));
        newMessages += written;
        knownMessages += batch.size() - written;
        batch.clear();
        characters = 0;
    }

    int newMessages() {
        return newMessages;
    }

    int knownMessages() {
        return knownMessages;
    }

    int newChats() {
        return (int) chats.values().stream().filter(StagedChat::isNew).count();
    }

    // The id comes from the export under the owner's key: the same export leads to the same chat, and nobody
    // else can tell which chat it was.
    private StagedChat open(ExportedChat next) {
        UUID id = chatId(staging.key(job.owner()), next);
        return chats.computeIfAbsent(id, _ -> {
            boolean exists = messages.chatExists(job.owner(), id);
            StagedChat opened = new StagedChat(id, exists ? UUID.randomUUID() : id);
            String name = next.name();
            staging.open(job, opened, name == null ? null
                    : staging.key(job.owner()).seal(ChatOpening.titlePlace(job.owner(), id), name));
            return opened;
        });
    }

    static UUID chatId(SubjectKey key, ExportedChat chat) {
        ByteBuffer bytes = ByteBuffer
                .wrap(key.blindIndex("imported-chat", chat.identity().getBytes(StandardCharsets.UTF_8)));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
