package dev.lethe.account.mail;

/// What became of a mail that was handed to the server.
public enum Delivery {
    /// The server has it.
    SENT,
    /// It will never take it.
    REFUSED,
    /// It is away, or does not take it now.
    LATER
}
