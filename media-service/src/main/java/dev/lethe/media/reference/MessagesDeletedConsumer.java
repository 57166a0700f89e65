package dev.lethe.media.reference;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Releases what deleted messages held. Their release has its own event, but this topic is kept longer than any backup,
/// so that a restored reference goes again.
@Component
class MessagesDeletedConsumer implements EventConsumer {

    private final Releasing releasing;

    MessagesDeletedConsumer(Releasing releasing) {
        this.releasing = releasing;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof MessagesDeleted deleted) {
            releasing.releaseMessages(deleted.ownerId(), deleted.ids());
        }
    }
}
