package dev.lethe.account.recovery;

/// What a mail is for. There are no others.
enum MailKind {
    /// Whether an address is its owner's.
    CONFIRMATION,
    /// The password is forgotten.
    RECOVERY,
    /// Another address took the place of this one.
    REPLACED
}
