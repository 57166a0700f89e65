package dev.lethe.events;

import java.util.Map;
import java.util.UUID;

/// Something that happened, told in the past tense.
///
/// `subject()` is the partition key: events of one subject keep their order.
public sealed interface Event
        permits AccountEvent, LedgerEvent, AnswerEvent, DeletionEvent, MediaEvent, NoticeEvent, MailboxEvent {

    /// The account (or file) the event is about; also its key on the topic.
    UUID subject();

    /// The context's topic.
    String topic();

    /// The same event in one part for each account that it belongs to, so that each part can go with its account.
    default Map<UUID, Event> byAccount() {
        return Map.of(subject(), this);
    }
}
