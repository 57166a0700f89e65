package dev.lethe.message.history;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears this service's own deletions. They are done already, except after a restore, when position
/// and data have gone back together.
@Component
class DeletionConsumer implements EventConsumer {
    private final MessageDeletion deletion;
    private final Messages messages;

    DeletionConsumer(MessageDeletion deletion, Messages messages) {
        this.deletion = deletion;
        this.messages = messages;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof MessagesDeleted deleted && !cameBackLater(deleted, received)) {
            deletion.deleteAgain(deleted);
        }
    }

    // An imported message has the same id each time; who imports it again after deleting it wants it.
    private boolean cameBackLater(MessagesDeleted deleted, ReceivedEvent received) {
        return messages.importedAt(deleted.ownerId(), new ChatId(deleted.chatId()))
                .filter(imported -> imported.isAfter(received.time()))
                .isPresent();
    }
}
