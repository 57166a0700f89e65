package dev.lethe.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lethe.helm.Rendering.Thing;

/// What runs where and who may reach whom, drawn from what a chart renders: an arrow for each rule of the network.
final class Picture {

    private static final List<String> NAMES = List.of("lethe.dev/keyholder", "cnpg.io/cluster", "strimzi.io/cluster");
    private static final String COMPONENT = "app.kubernetes.io/component";

    private final Rendering rendering;
    private final Set<String> boxes = new TreeSet<>();
    private final Set<String> arrows = new TreeSet<>();

    private Picture(Rendering rendering) {
        this.rendering = rendering;
    }

    static String of(Rendering rendering) {
        var picture = new Picture(rendering);
        picture.draw();
        return "```mermaid\nflowchart LR\n" + String.join("\n", picture.boxes) + "\n"
                + String.join("\n", picture.arrows)
                + "\n```\n";
    }

    private void draw() {
        rendering.ofKind("Deployment").forEach(it -> box(it, "[\"%s<br>%s\"]", replicas(it)));
        rendering.ofKind("Cluster")
                .forEach(it -> box(it, "[(\"%s<br>%s\")]", count(it.spec().at("instances"), "server")));
        rendering.ofKind("KafkaNodePool")
                .forEach(it -> box(it, "[[\"%s<br>%s\"]]", count(it.spec().at("replicas"), "broker")));
        rendering.ofKind("NetworkPolicy").forEach(this::draw);
    }

    private void box(Thing thing, String form, String size) {
        boxes.add("    " + thing.name() + form.formatted(thing.name(), size));
    }

    private String replicas(Thing deployment) {
        return rendering.find("HorizontalPodAutoscaler", deployment.name())
                .map(it -> it.spec().at("minReplicas").text() + " to " + it.spec().at("maxReplicas").text()
                        + " replicas")
                .orElseGet(() -> count(deployment.spec().at("replicas"), "replica"));
    }

    private static String count(Tree number, String what) {
        return number.text() + " " + what + (number.number() == 1 ? "" : "s");
    }

    private void draw(Thing policy) {
        var own = name(policy.spec().at("podSelector"));
        if (own.isEmpty()) {
            return;
        }
        for (var rule : policy.spec().at("egress").each()) {
            peers(rule, "to").forEach(peer -> arrow(own.get(), peer, rule));
        }
        for (var rule : policy.spec().at("ingress").each()) {
            peers(rule, "from").filter(it -> it.startsWith("from ")).forEach(peer -> arrow(peer, own.get(), rule));
        }
    }

    private void arrow(String from, String to, Tree rule) {
        if (!from.equals(to)) {
            var ports = String.join(", ", rule.at("ports").each().stream().map(it -> it.at("port").text()).toList());
            arrows.add("    %s -->|%s| %s".formatted(node(from), ports, node(to)));
        }
    }

    /// What is not rendered is named by its network or namespace.
    private static String node(String name) {
        return name.matches("[a-z0-9-]+") ? name : name.replaceAll("[^A-Za-z0-9]", "_") + "{{\"" + name + "\"}}";
    }

    private static Stream<String> peers(Tree rule, String side) {
        var names = new ArrayList<String>();
        var direction = side.equals("from") ? "from " : "";
        var networks = rule.at(side).each().stream().flatMap(it -> it.at("ipBlock", "cidr").maybeText().stream())
                .collect(Collectors.joining(", "));
        if (!networks.isEmpty()) {
            names.add(direction + networks);
        }
        for (var peer : rule.at(side).each()) {
            peer.at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name").maybeText()
                    .ifPresent(it -> names.add(direction + "namespace " + it));
            if (!peer.at("namespaceSelector").isThere()) {
                name(peer.at("podSelector")).ifPresent(names::add);
            }
        }
        return names.stream();
    }

    private static Optional<String> name(Tree selector) {
        var labels = selector.at("matchLabels");
        var named = NAMES.stream().flatMap(it -> labels.at(it).maybeText().stream()).findFirst();
        var broker = labels.at("strimzi.io/name").maybeText().map(it -> it.replaceFirst("-kafka$", ""));
        var component = labels.at(COMPONENT).maybeText().map(it -> Chart.RELEASE + "-" + it);
        return named.or(() -> broker).or(() -> component);
    }
}
