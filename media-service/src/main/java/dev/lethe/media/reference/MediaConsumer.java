package dev.lethe.media.reference;

import org.springframework.stereotype.Component;

import dev.lethe.events.MediaEvent;
import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.events.MediaEvent.ReferencesReleased;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears from message-service what became of messages with files.
@Component
class MediaConsumer implements EventConsumer {

    private final Releasing releasing;

    MediaConsumer(Releasing releasing) {
        this.releasing = releasing;
    }

    @Override
    public String topic() {
        return MediaEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ReferencesConfirmed confirmed) {
            releasing.confirm(confirmed.fileId(), confirmed.holdings());
        }
        if (received.event() instanceof ReferencesReleased released) {
            releasing.release(released.fileId(), released.holdings());
        }
    }
}
