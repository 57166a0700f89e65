package dev.lethe.message.history;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Copies were written into these mailboxes; published within the transaction, for those who wait for its commit.
///
/// @param owners all whose mailboxes advanced
/// @param opened those of them who got a new chat, too
public record CopiesWritten(Set<UUID> owners, Set<UUID> opened, List<Copy> copies) {

    /// Whether a copy is all that its number stands for and all of its holder's devices may see it: a new chat shares a
    /// number with its first message, an event with the chat that it changes, and a notice is for some devices alone.
    public boolean isTold(Copy copy) {
        return (copy.kind() == MessageKind.TEXT || copy.kind() == MessageKind.FILE) && !opened.contains(copy.owner());
    }

    @Override
    public String toString() {
        return "CopiesWritten[redacted]";
    }
}
