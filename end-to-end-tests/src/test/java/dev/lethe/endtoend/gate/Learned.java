package dev.lethe.endtoend.gate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/// Ids, cursors and codes that were answered, so that requests reach what is behind the checks of their form.
final class Learned {

    /// What a value may be used for.
    enum Kind {
        ID, MESSAGE, CURSOR, REQUEST, CODE
    }

    private static final int KEPT = 60;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MESSAGE = Pattern.compile("[0-9]{15,19}");
    private static final Set<String> CURSORS = Set.of("next", "older", "newer", "cursor");
    /// Whoever learned sessions would end those of this story.
    private static final Set<String> SESSIONS = Set.of("sessions", "sessionId");

    private final Map<Kind, List<String>> values = new EnumMap<>(Kind.class);

    synchronized void note(Kind kind, String value) {
        List<String> known = values.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (known.size() < KEPT) {
            known.add(value);
        } else {
            known.set(Math.floorMod(value.hashCode(), KEPT), value);
        }
    }

    synchronized Optional<String> any(Kind kind, Dice dice) {
        List<String> known = values.getOrDefault(kind, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(dice.pick(known));
    }

    void from(JsonNode answer) {
        answer.forEachEntry((name, value) -> {
            if (!SESSIONS.contains(name)) {
                learn(name, value);
            }
        });
    }

    private void learn(String name, JsonNode value) {
        if (value.isObject()) {
            from(value);
        }
        if (value.isArray()) {
            value.forEach(element -> learn(name, element));
        }
        if (value.isString()) {
            kindOf(name, value.asString()).ifPresent(kind -> note(kind, value.asString()));
        }
    }

    private static Optional<Kind> kindOf(String name, String value) {
        if (UUID.matcher(value).matches()) {
            return Optional.of(Kind.ID);
        }
        if (MESSAGE.matcher(value).matches()) {
            return Optional.of(Kind.MESSAGE);
        }
        if (CURSORS.contains(name)) {
            return Optional.of(Kind.CURSOR);
        }
        return switch (name) {
            case "requestId" -> Optional.of(Kind.REQUEST);
            case "code" -> Optional.of(Kind.CODE);
            default -> Optional.empty();
        };
    }
}
