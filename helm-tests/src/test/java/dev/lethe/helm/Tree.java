package dev.lethe.helm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// A part of a rendered object.
record Tree(@Nullable Object value) {

    /// The part under these keys; one without a value where it is not there.
    Tree at(String... keys) {
        var found = value;
        for (var key : keys) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Tree(found);
    }

    boolean isThere() { return value != null; }

    List<Tree> each() {
        return value instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
    }

    /// The pairs of a map, with their keys as text.
    Stream<Map.Entry<String, Tree>> entries() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().map(it -> Map.entry(String.valueOf(it.getKey()), new Tree(it.getValue())))
                : Stream.of();
    }

    String text() {
        return String.valueOf(Objects.requireNonNull(value, "there is nothing"));
    }

    Optional<String> maybeText() {
        return Optional.ofNullable(value).map(String::valueOf);
    }

    int number() {
        return Integer.parseInt(text());
    }

    /// Whether a selector's labels are among these.
    boolean has(Tree labels) {
        return labels.entries().allMatch(it -> at(it.getKey()).equals(it.getValue()));
    }

    /// All parts, this one first.
    Stream<Tree> all() {
        return Stream.concat(Stream.of(this),
                Stream.concat(each().stream(), entries().map(Map.Entry::getValue)).flatMap(Tree::all));
    }
}
