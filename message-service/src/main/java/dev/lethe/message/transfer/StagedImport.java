package dev.lethe.message.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.ExportListener;
import dev.lethe.message.telegram.ExportedChat;
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.transfer.ImportedChats.StagedChat;
import dev.lethe.platform.vault.SubjectKey;

/// One export on its way into a mailbox: collects what is read into batches and stages them.
final class StagedImport implements ExportListener {
    private static final int MESSAGES_AT_ONCE = 1_000;
    private static final int BYTES_AT_ONCE = 2_000_000;

    private final ImportJob job;
    private final ImportStaging staging;
    private final ImportTally tally;
    private final Map<UUID, StagedChat> chats = new HashMap<>();
    private final List<ExportedMessage> batch = new ArrayList<>();
    private @Nullable StagedChat chat;
    private int size;

    StagedImport(ImportJob job, ImportStaging staging, ImportTally tally) {
        this.job = job;
        this.staging = staging;
        this.tally = tally;
    }

    @Override
    public void onChat(ExportedChat next) {
        chat = open(next);
    }

    @Override
    public void onMessage(ExportedMessage message) {
        batch.add(message);
        size += message.size();
        if (batch.size() == MESSAGES_AT_ONCE || size > BYTES_AT_ONCE) {
            flush();
        }
    }

    @Override
    public void onChatEnd(ExportedChat exported, ChatSource source) {
        flush();
        if (chat != null) {
            staging.describe(job, staging.key(job.owner()), chat, exported, source);
        }
    }

    @Override
    public void onLeftOut(String section) {
        tally.leftOut(section);
    }

    @Override
    public void onAccountEnd(byte[] root) {
        staging.describeAccount(job, staging.key(job.owner()), root);
    }

    /// Stages what has been read so far.
    void flush() {
        StagedChat target = chat;
        if (batch.isEmpty() || target == null) {
            return;
        }
        staging.stage(job, staging.key(job.owner()), target, List.copyOf(batch), tally);
        batch.clear();
        size = 0;
    }

    // The id comes from the export under the owner's key: the same export leads to the same chat, and nobody
    // else can tell which chat it was.
    private StagedChat open(ExportedChat next) {
        UUID id = chatId(staging.key(job.owner()), next);
        StagedChat known = chats.get(id);
        if (known != null) {
            return known;
        }
        StagedChat opened = staging.open(job, id, tally);
        chats.put(id, opened);
        if (opened.isNew()) {
            tally.newChat();
        }
        return opened;
    }

    static UUID chatId(SubjectKey key, ExportedChat chat) {
        ByteBuffer bytes = ByteBuffer
                .wrap(key.blindIndex("imported-chat", chat.identity().getBytes(StandardCharsets.UTF_8)));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
