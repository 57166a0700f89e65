package dev.lethe.message.notice;

import org.springframework.stereotype.Component;

import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears the notices of all services.
@Component
class NoticeConsumer implements EventConsumer {
    private final NoticePosting posting;

    NoticeConsumer(NoticePosting posting) {
        this.posting = posting;
    }

    @Override
    public String topic() {
        return NoticeEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof NoticePosted notice) {
            posting.post(notice);
        }
    }
}
