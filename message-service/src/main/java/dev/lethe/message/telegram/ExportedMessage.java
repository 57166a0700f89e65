package dev.lethe.message.telegram;

/// A message in an export.
///
/// @param raw all that stands there, as JSON
public record ExportedMessage(TelegramMessage message, byte[] raw) {
    /// About how much of the memory it takes.
    public int size() {
        return message.text().length() + raw.length;
    }

    @Override
    public String toString() {
        return "ExportedMessage[redacted]";
    }
}
