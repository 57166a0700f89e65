package dev.lethe.events;

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
}
