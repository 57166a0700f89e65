package dev.lethe.helm;

import java.util.Map;
import java.util.stream.Collectors;

import dev.lethe.helm.Rendering.Thing;
import dev.lethe.helm.Rendering.Workload;

/// The settings that a service is given, as a flat map.
final class Settings {

    private Settings() {
    }

    static Map<String, String> of(Rendering rendering, Workload workload) {
        return of(rendering.get("ConfigMap", workload.thing().name()));
    }

    static Map<String, String> of(Thing configMap) {
        var text = configMap.tree().at("data", "application.yaml").text();
        return new Tree(Values.parse(text).tree()).entries()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().text()));
    }
}
