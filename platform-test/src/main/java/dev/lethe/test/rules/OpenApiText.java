package dev.lethe.test.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/// Brings an OpenAPI document, JSON or YAML, into one form: YAML with sorted names.
final class OpenApiText {
    private OpenApiText() {}

    static String of(String document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(120);
        options.setSplitLines(false);
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
        return yaml.dump(sorted(yaml.load(document)));
    }

    private static @Nullable Object sorted(@Nullable Object node) {
        if (node instanceof Map<?, ?> map)
            return map.entrySet().stream().collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()),
                    entry -> orEmpty(sorted(entry.getValue())), (first, _) -> first, TreeMap::new));
        if (node instanceof List<?> list)
            // one list each: what is shared would be written as an alias
            return list.stream().map(OpenApiText::sorted).collect(Collectors.toCollection(ArrayList::new));
        return node;
    }

    private static Object orEmpty(@Nullable Object node) {
        return node == null ? "" : node;
    }
}
