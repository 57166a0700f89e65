package dev.lethe.platform.inbox;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.Event;

/// Takes the events of one topic, each in a transaction with this service's position on it.
public interface EventConsumer {

    /// The topic, from the constant of the event's context.
    String topic();

    /// Which events of the topic it cares for; what nobody takes is passed over unread.
    default boolean takes(Class<? extends Event> type) {
        return true;
    }

    /// Applies one event. It may see an event again after a restored backup, events of a subject that is erased, and,
    /// when an operator replays a dead letter, an event later than those that followed it: none may do harm.
    void on(ReceivedEvent received);

    /// Whether a failing event is tried for ever instead of being buried as a dead letter. Such consumers read their
    /// topics by themselves, so that they never wait for others. No deletion is buried: the service would serve what a
    /// restored backup has brought back.
    default boolean neverGivesUp() {
        return topic().equals(DeletionEvent.TOPIC);
    }
}
