package dev.lethe.message.telegram;

/// Hears an export while it is read. A chat's messages come between its beginning and its end.
public interface ExportListener {
    void onChat(ExportedChat chat);

    void onMessage(ExportedMessage message);

    /// A chat is over.
    ///
    /// @param source everything that it says of itself
    void onChatEnd(ExportedChat chat, ChatSource source);

    /// A part of the export is passed over.
    ///
    /// @param section its name
    void onLeftOut(String section);

    /// The end of the export of a whole account.
    ///
    /// @param root what it says beside its chats
    void onAccountEnd(byte[] root);
}
