package dev.lethe.platform.inbox;

import java.time.Instant;
import java.util.UUID;

import dev.lethe.events.Event;

/// An event as it came from the broker.
///
/// @param id the same at every delivery
/// @param source the service that published it
/// @param time when it was recorded there
public record ReceivedEvent(UUID id, String type, String source, Instant time, Event event) {}
