package dev.lethe.platform.inbox;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Tells whether an event says all that its record declares. A consumer that never gives up would try for ever what has a gap.
final class CompleteEvents {

    private CompleteEvents() {}

    static boolean isComplete(Record event) {
        return Stream.of(event.getClass().getRecordComponents()).allMatch(it -> isComplete(it, valueOf(event, it)));
    }

    private static boolean isComplete(RecordComponent component, @Nullable Object value) {
        return value == null ? component.getAnnotatedType().isAnnotationPresent(Nullable.class) : isComplete(value);
    }

    private static boolean isComplete(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Record part -> isComplete(part);
            case Collection<?> parts -> parts.stream().allMatch(CompleteEvents::isComplete);
            case Map<?, ?> parts -> parts.values().stream().allMatch(CompleteEvents::isComplete);
            default -> true;
        };
    }

    private static @Nullable Object valueOf(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
