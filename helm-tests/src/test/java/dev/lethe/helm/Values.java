package dev.lethe.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.yaml.snakeyaml.Yaml;

/// Values of a chart, as Helm lays one file over another: maps are joined, all else is replaced.
record Values(Map<String, Object> tree) {

    static Values none() {
        return new Values(Map.of());
    }

    static Values of(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Values parse(String yaml) {
        Map<String, Object> tree = new Yaml().load(yaml);
        return new Values(Objects.requireNonNullElse(tree, Map.of()));
    }

    Values with(Values others) {
        return new Values(joined(tree, others.tree));
    }

    Values with(String yaml) {
        return with(parse(yaml));
    }

    String yaml() {
        return new Yaml().dump(tree);
    }

    private static Map<String, Object> joined(Map<String, Object> below, Map<String, Object> above) {
        var joined = new LinkedHashMap<>(below);
        above.forEach((key, value) -> joined.merge(key, value, Values::laidOver));
        return joined;
    }

    @SuppressWarnings("unchecked")
    private static Object laidOver(Object below, Object above) {
        if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
            return joined((Map<String, Object>) lower, (Map<String, Object>) upper);
        }
        return above instanceof List<?> list ? List.copyOf(list) : above;
    }
}
