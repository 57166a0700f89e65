package dev.lethe.message.telegram;

import java.time.Instant;

/// A message in an export.
///
/// @param at  when it counts as written, in whole seconds: never later than now, nor, among local times, before its neighbour
/// @param raw all that stands there, as JSON
public record ExportedMessage(TelegramMessage message, Instant at, byte[] raw) {
    /// About how much of the memory it takes.
    public int size() {
        return 2 * message.text().length() + raw.length;
    }

    @Override
    public String toString() {
        return "ExportedMessage[redacted]";
    }
}
