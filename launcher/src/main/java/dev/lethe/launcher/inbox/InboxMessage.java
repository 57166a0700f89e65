package dev.lethe.launcher.inbox;

import java.time.Instant;

/// One message that a person would have got by telephone or mail.
public record InboxMessage(String to, String text, Instant at) {

    @Override
    public String toString() {
        return "InboxMessage[at=" + at + "]";
    }
}
