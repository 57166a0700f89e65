package dev.lethe.message.sending;

import dev.lethe.message.mailbox.Dated;

/// What became of a submission.
sealed interface Outcome {
    /// It stands in all mailboxes.
    record Sent(Dated dated) implements Outcome {}

    /// It was sent before; since then it may have been edited, or be gone.
    record SentBefore(Dated dated) implements Outcome {}

    /// The client id stands for another message.
    record ClientIdUsed() implements Outcome {}

    /// The sender's account has ended meanwhile.
    record SenderErased() implements Outcome {}

    /// The other account has ended.
    record PartnerErased() implements Outcome {}

    /// There is no such account.
    record NoSuchAccount() implements Outcome {}

    /// Something it rests on has changed meanwhile (a later id, a key): to be tried again.
    record Outrun() implements Outcome {}
}
