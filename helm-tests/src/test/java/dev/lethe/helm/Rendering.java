package dev.lethe.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;

/// All objects that a chart renders with some values.
///
/// @param text as Helm wrote them
record Rendering(List<Thing> things, String text) {

    /// One object.
    record Thing(Tree tree) {

        String kind() {
            return tree.at("kind").text();
        }

        String name() {
            return tree.at("metadata", "name").text();
        }

        Tree spec() {
            return tree.at("spec");
        }

        @Override
        public String toString() {
            return kind() + " " + name();
        }
    }

    /// A pod, or what makes pods.
    ///
    /// @param labels those of its pods
    /// @param spec   the pod's
    record Workload(Thing thing, Tree labels, Tree spec) {

        List<Tree> containers() {
            return Stream.concat(spec.at("initContainers").each().stream(), spec.at("containers").each().stream())
                    .toList();
        }

        @Override
        public String toString() {
            return thing.toString();
        }
    }

    static Rendering of(String text) {
        var documents = StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false);
        return new Rendering(documents.filter(it -> it instanceof Map).map(it -> new Thing(new Tree(it))).toList(),
                text);
    }

    List<Thing> ofKind(String kind) {
        return things.stream().filter(it -> it.kind().equals(kind)).toList();
    }

    Optional<Thing> find(String kind, String name) {
        return ofKind(kind).stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Thing get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    List<Workload> workloads() {
        var workloads = new ArrayList<Workload>();
        for (var thing : things) {
            switch (thing.kind()) {
                case "Deployment" ->
                    workloads.add(new Workload(thing, thing.spec().at("template", "metadata", "labels"),
                            thing.spec().at("template", "spec")));
                case "Pod" -> workloads.add(
                        new Workload(thing, thing.tree().at("metadata", "labels"), thing.spec()));
                default -> {}
            }
        }
        return workloads;
    }

    /// Those that run for as long as the suite does.
    List<Workload> services() {
        return workloads().stream().filter(it -> it.thing().kind().equals("Deployment")).toList();
    }
}
