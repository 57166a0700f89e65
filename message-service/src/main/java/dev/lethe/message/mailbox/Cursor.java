package dev.lethe.message.mailbox;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.lethe.message.MessageProblems;
import dev.lethe.platform.text.CanonicalBase64;

/// A place in a list, opaque to clients. It says which list it belongs to, so that a cursor of
/// another list or another owner is refused instead of answering nonsense.
///
/// @param of  the list: a chat, an owner, an era
/// @param at  the position
/// @param tie tells apart entries at the same position
public record Cursor(UUID owner, UUID of, long at, UUID tie) {
    private static final UUID NO_TIE = new UUID(0, 0);
    private static final int BYTES = 56;

    public Cursor(UUID owner, UUID of, long at) {
        this(owner, of, at, NO_TIE);
    }

    /// Reads a cursor.
    ///
    /// @throws dev.lethe.platform.problem.Problem when it is no cursor of this owner
    public static Cursor parse(String text, UUID owner) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(CanonicalBase64.decodeUrl(text));
            Cursor cursor = new Cursor(uuid(bytes), uuid(bytes), bytes.getLong(), uuid(bytes));
            if (bytes.hasRemaining() || !cursor.owner.equals(owner)) {
                throw MessageProblems.CURSOR_INVALID.asProblem();
            }
            return cursor;
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            throw MessageProblems.CURSOR_INVALID.asProblem();
        }
    }

    /// Whether it stands among several entries at the same position, after that which it names.
    public boolean isBetween() { return !tie.equals(NO_TIE); }

    /// Refuses a cursor of another list.
    public Cursor requireOf(UUID list) {
        if (!of.equals(list)) {
            throw MessageProblems.CURSOR_INVALID.asProblem();
        }
        return this;
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        put(bytes, owner);
        put(bytes, of);
        bytes.putLong(at);
        put(bytes, tie);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static void put(ByteBuffer bytes, UUID value) {
        bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }
}
