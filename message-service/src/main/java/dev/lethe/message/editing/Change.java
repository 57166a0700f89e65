package dev.lethe.message.editing;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageKind;

/// What a message is to say from now on.
///
/// @param of   the kind of message that can be changed so
/// @param text the new text or caption; null takes a caption away
record Change(MessageKind of, @Nullable String text) {
    @Override
    public String toString() {
        return "Change[redacted]";
    }
}
