package dev.lethe.message.telegram;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.vault.Place;

/// What an export says of a chat beside its messages; sealed at rest.
///
/// @param left     whether it stands among the chats that were left
/// @param position where it stands in its list; below 0 when it was exported by itself
/// @param fields   the chat as JSON, with an empty list in the place of its messages
public record ChatSource(boolean left, int position, byte[] fields) {
    /// For a chat that was exported by itself.
    static final int ALONE = -1;
    private static final int HEAD = 5;

    /// Where it is sealed.
    public static Place place(UUID owner, UUID chat) {
        return Place.of("chat", "source", owner, chat);
    }

    /// Where that is sealed which stands beside the chats of a whole account.
    public static Place accountPlace(UUID owner) {
        return Place.of("imported_account", "root", owner);
    }

    public static ChatSource of(byte[] plain) {
        ByteBuffer bytes = ByteBuffer.wrap(plain);
        boolean left = bytes.get() == 1;
        int position = bytes.getInt();
        byte[] fields = new byte[plain.length - HEAD];
        bytes.get(fields);
        return new ChatSource(left, position, fields);
    }

    /// This after what was known before: a chat exported by itself does not say where it stands among others.
    public ChatSource after(@Nullable ChatSource before) {
        return before == null || position >= 0 ? this : new ChatSource(before.left, before.position, fields);
    }

    public boolean isSame(ChatSource other) {
        return left == other.left && position == other.position && Arrays.equals(fields, other.fields);
    }

    public byte[] plain() {
        return ByteBuffer.allocate(HEAD + fields.length)
                .put((byte) (left ? 1 : 0))
                .putInt(position)
                .put(fields)
                .array();
    }

    @Override
    public String toString() {
        return "ChatSource[redacted]";
    }
}
