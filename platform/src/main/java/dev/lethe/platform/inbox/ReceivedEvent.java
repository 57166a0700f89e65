package dev.lethe.platform.inbox;

import java.util.UUID;

import dev.lethe.events.Event;

/// An event as it came from the broker.
///
/// @param id the same at every delivery
/// @param source the service that published it
public record ReceivedEvent(UUID id, String type, String source, Event event) {}
