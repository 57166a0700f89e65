package dev.lethe.message.deletion;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ChatCleared;
import dev.lethe.events.DeletionEvent.ChatDeleted;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears which chats were emptied. They are empty already, except after a restore, when position and data have
/// gone back together; then they are emptied again.
@Component
class ClearingConsumer implements EventConsumer {
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final EmptiedChats chats;
    private final Clearings clearings;

    ClearingConsumer(Mailboxes mailboxes, Messages messages, EmptiedChats chats, Clearings clearings) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.chats = chats;
        this.clearings = clearings;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ChatCleared(UUID owner, UUID chat, long upTo)) {
            empty(new Clearing(owner, new ChatId(chat), new MessageId(upTo), false, null, Instant.EPOCH),
                    received.time());
        }
        if (received.event() instanceof ChatDeleted(UUID owner, UUID chat, long upTo)) {
            empty(new Clearing(owner, new ChatId(chat), new MessageId(upTo), true, null, Instant.EPOCH),
                    received.time());
        }
    }

    private void empty(Clearing clearing, Instant at) {
        if (mailboxes.lockLiving(clearing.owner()) == null || cameBackLater(clearing, at)
                || clearings.isMadeByAnImport(clearing.owner(), clearing.chat())) {
            return;
        }
        long first = chats.firstIdIn(clearing.owner(), clearing.chat());
        boolean listedEmpty = first == Long.MAX_VALUE && messages.chatExists(clearing.owner(), clearing.chat());
        if (first <= clearing.upTo().value() || (clearing.wholeChat() && listedEmpty)) {
            clearings.leave(clearing);
        }
    }

    // Who imports a chat again after deleting it wants it.
    private boolean cameBackLater(Clearing clearing, Instant at) {
        return messages.importedAt(clearing.owner(), clearing.chat()).filter(imported -> imported.isAfter(at))
                .isPresent();
    }
}
