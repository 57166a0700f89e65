package dev.lethe.message.deletion;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;

/// A chat that is being emptied.
///
/// @param upTo         the last message that goes; later ones stay
/// @param wholeChat    whether the chat leaves the list, unless something came later
/// @param othersFrom   the first message that goes from the others too if the owner wrote it; null for none
/// @param sessionStart when the session signed in that asked for it; what it does not see, it does not delete
record Clearing(UUID owner, ChatId chat, MessageId upTo, boolean wholeChat, @Nullable MessageId othersFrom,
        Instant sessionStart) {}
