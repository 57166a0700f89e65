package dev.lethe.message.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.ExportListener;
import dev.lethe.message.telegram.ExportedChat;
import dev.lethe.message.telegram.ExportedMessage;
import dev.lethe.message.telegram.LeftOut;
import dev.lethe.platform.vault.SubjectKey;

/// One export on its way into a mailbox: collects what is read into batches, of many chats if they are small, and stages them.
final class StagedImport implements ExportListener {
    private static final int MESSAGES_AT_ONCE = 1_000;
    private static final int BYTES_AT_ONCE = 2_000_000;
    // About what one takes that says nothing. As many as an export may have fit into a batch, so that one with too many is
    // refused before anything is stored.
    private static final int BYTES_OF_CHAT = 150;

    private final ImportJob job;
    private final ImportStaging staging;
    private final ImportTally tally;
    private final Map<UUID, ChatStaging> chats = new HashMap<>();
    private final Map<UUID, ChatPart> batch = new LinkedHashMap<>();
    private @Nullable ExportedChat chat;
    private @Nullable UUID chatId;
    private @Nullable String account;
    private boolean home = true;
    private int messages;
    private int size;

    StagedImport(ImportJob job, ImportStaging staging, ImportTally tally) {
        this.job = job;
        this.staging = staging;
        this.tally = tally;
    }

    @Override
    public void onAccount(String id) {
        account = id;
        home = staging.isHome(job.owner(), staging.key(job.owner()), id);
    }

    @Override
    public void onChat(ExportedChat next) {
        chat = next;
        chatId = chatId(staging.key(job.owner()), next.identity(home ? null : account));
        part(chatId, next);
        size += BYTES_OF_CHAT;
        flushIfLarge();
    }

    @Override
    public void onMessage(ExportedMessage message) {
        part(Objects.requireNonNull(chatId), Objects.requireNonNull(chat)).add(message);
        messages++;
        size += message.size();
        flushIfLarge();
    }

    @Override
    public void onChatEnd(ExportedChat exported, ChatSource source) {
        size += source.fields().length;
        part(Objects.requireNonNull(chatId), exported).end(exported, source);
        flushIfLarge();
    }

    @Override
    public void onLeftOut(String section) {
        tally.leftOut(section);
    }

    @Override
    public void onLeftOut(LeftOut part) {
        tally.leftOut(part);
    }

    @Override
    public void onAccountEnd(byte[] root) {
        flush();
        staging.describeAccount(job, staging.key(job.owner()), account, home, root);
    }

    private void flushIfLarge() {
        if (messages == MESSAGES_AT_ONCE || size > BYTES_AT_ONCE) {
            flush();
        }
    }

    /// Stages what has been read so far.
    void flush() {
        if (!batch.isEmpty()) {
            staging.stage(job, staging.key(job.owner()), List.copyOf(batch.values()), chats, tally);
            staging.requireRoom(job, tally);
        }
        batch.clear();
        messages = 0;
        size = 0;
    }

    private ChatPart part(UUID id, ExportedChat exported) {
        return batch.computeIfAbsent(id, _ -> new ChatPart(id, exported));
    }

    // The id comes from the export under the owner's key: the same export leads to the same chat, and nobody
    // else can tell which chat it was.
    private static UUID chatId(SubjectKey key, String identity) {
        ByteBuffer bytes = ByteBuffer
                .wrap(key.blindIndex("imported-chat", identity.getBytes(StandardCharsets.UTF_8)));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
