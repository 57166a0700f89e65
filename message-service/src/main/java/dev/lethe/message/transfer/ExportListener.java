package dev.lethe.message.transfer;

/// Hears an export while it is read. A chat's messages follow it.
interface ExportListener {
    void onChat(ExportedChat chat);

    void onMessage(ExportedMessage message);
}
