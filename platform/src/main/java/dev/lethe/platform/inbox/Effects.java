package dev.lethe.platform.inbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.deadletter.DeadLetter;
import dev.lethe.platform.deadletter.DeadLetterReplay;

/// What events do: the consumers of a reader, by topic.
final class Effects implements DeadLetterReplay {

    private final Map<String, List<EventConsumer>> consumers;
    private final EventReader reader;

    Effects(List<EventConsumer> consumers, EventReader reader) {
        this.consumers = consumers.stream().collect(Collectors.groupingBy(EventConsumer::topic));
        this.reader = reader;
    }

    List<String> topics() {
        return consumers.keySet().stream().sorted().toList();
    }

    boolean isWanted(String topic, Class<? extends Event> type) {
        return consumers.getOrDefault(topic, List.of()).stream().anyMatch(consumer -> consumer.takes(type));
    }

    void of(ReceivedEvent received) {
        consumers.getOrDefault(received.event().topic(), List.of()).stream()
                .filter(consumer -> consumer.takes(received.event().getClass()))
                .forEach(consumer -> consumer.on(received));
    }

    @Override
    public boolean takes(int partition) {
        return partition != DeadLetter.UNPUBLISHED;
    }

    /// An event whose id the letter does not know is taken under a new one: it had none.
    @Override
    public void replay(DeadLetter letter) {
        UUID id = Optional.ofNullable(letter.eventId()).orElseGet(UUID::randomUUID);
        DeadLetter told = new DeadLetter(letter.topic(), letter.partition(), letter.position(), letter.account(),
                letter.type(), letter.payload(), id, letter.source(), letter.recordedAt());
        of(EventTypes.classOf(letter.type()).flatMap(type -> reader.read(told, type))
                .orElseThrow(() -> new IllegalStateException("it cannot be read")));
    }
}
