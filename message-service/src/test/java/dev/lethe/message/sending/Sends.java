package dev.lethe.message.sending;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.lethe.message.history.Fanout;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal.Prepared;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.membership.Audience;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.message.words.SearchTokens;
import dev.lethe.message.words.Words;

/// Sends as the writers get them.
final class Sends {
    private Sends() {
    }

    static Addressed between(UUID... holders) {
        UUID sender = holders[0];
        ChatId chat = new ChatId(holders[holders.length - 1]);
        Audience audience = new Audience(holders.length == 1 ? ChatKind.SAVED : ChatKind.DIRECT, List.of(holders), 0);
        Prepared message = new Prepared(new byte[0], new SearchTokens(new Words()).terms(List.of()));
        return new Addressed(
                new Submission(sender, UUID.randomUUID(), chat, MessageBody.ofText("hello"), null, null),
                new Fanout.Draft(chat, audience, sender, MessageKind.TEXT, null, message, Map.of()), null, null);
    }
}
