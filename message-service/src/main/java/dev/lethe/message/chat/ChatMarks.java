package dev.lethe.message.chat;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/// What an owner has noted about a chat, for the owner's devices only. At rest it is one sealed value.
///
/// @param mutedUntil until when devices keep quiet
/// @param archived   true when the chat is out of sight
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatMarks(@Nullable Instant mutedUntil, @Nullable Boolean archived) {
    static final ChatMarks NONE = new ChatMarks(null, null);

    static ChatMarks of(@Nullable Instant mutedUntil, boolean archived) {
        return new ChatMarks(mutedUntil, archived ? true : null);
    }

    /// These marks with another end of the quiet; one that is over takes it away.
    ChatMarks mutedUntil(Instant until, Instant now) {
        return new ChatMarks(until.isAfter(now) ? until : null, archived);
    }

    ChatMarks archived(boolean away) {
        return of(mutedUntil, away);
    }

    @Override
    public String toString() {
        return "ChatMarks[redacted]";
    }
}
