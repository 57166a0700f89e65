package dev.lethe.platform.inbox;

/// Takes the events of one topic, each in a transaction with this service's position on it.
public interface EventConsumer {

    /// The topic, from the constant of the event's context.
    String topic();

    /// Applies one event. Events it does not care for it ignores. It may see an event again after a restored backup,
    /// and events of a subject that is erased: both must change nothing.
    void on(ReceivedEvent received);

    /// Whether a failing event is tried for ever instead of being buried as a dead letter.
    default boolean neverGivesUp() {
        return false;
    }

    /// Called when the topic has forgotten events this service never saw: rebuild from the owner what they would
    /// have told. The default has nothing to rebuild.
    default void rebuild() {
    }
}
