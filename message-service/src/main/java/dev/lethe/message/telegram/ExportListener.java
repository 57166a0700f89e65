package dev.lethe.message.telegram;

/// Hears an export while it is read. A chat's messages come between its beginning and its end.
public interface ExportListener {
    /// The export says whose it is; that comes before its chats, if it comes at all.
    ///
    /// @param id the account's number there
    void onAccount(String id);

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

    /// A message or a chat is passed over, for it cannot be kept.
    void onLeftOut(LeftOut part);

    /// The end of the export of a whole account.
    ///
    /// @param root what it says beside its chats
    void onAccountEnd(byte[] root);
}
