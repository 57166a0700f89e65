package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.helm.Rendering.Thing;
import dev.lethe.helm.Rendering.Workload;

/// Nothing reaches anything but what is listed, on both sides.
@Tag("case-70")
class NetworkTest {

    private static final String EVERYWHERE = "0.0.0.0/0";

    static Stream<Matrix.Case> closed() {
        return Matrix.cases()
                .filter(it -> !new Tree(it.values().tree()).at("network", "policies").equals(new Tree(false)));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void deniesEverythingFirst(Matrix.Case from) {
        if (new Tree(from.values().tree()).at("network", "deny").equals(new Tree(false))) {
            return;
        }

        assertThat(from.rendering().ofKind("NetworkPolicy")).anySatisfy(it -> {
            assertThat(it.spec().at("podSelector").value()).isEqualTo(Map.of());
            assertThat(it.spec().at("policyTypes").value()).isEqualTo(List.of("Ingress", "Egress"));
            assertThat(it.spec().at("ingress").isThere()).isFalse();
            assertThat(it.spec().at("egress").isThere()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("closed")
    void saysOfEachWorkloadWhomItReaches(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.workloads())
                .allSatisfy(workload -> assertThat(policies(rendering, workload)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("closed")
    void allowsNothingWithoutNamingPeerAndPort(Matrix.Case from) {
        assertThat(from.rendering().ofKind("NetworkPolicy")).allSatisfy(policy -> {
            for (var rule : rules(policy)) {
                assertThat(rule.peers()).as("peers").isNotEmpty()
                        .allSatisfy(it -> assertThat(it.entries()).isNotEmpty());
                assertThat(rule.ports()).as("ports").isNotEmpty();
                assertThat(rule.peers()).extracting(it -> it.at("ipBlock", "cidr").maybeText().orElse(""))
                        .doesNotContain(EVERYWHERE, "::/0");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("closed")
    void letsInWhoeverIsLetOut(Matrix.Case from) {
        var rendering = from.rendering();

        for (var caller : rendering.workloads()) {
            for (var callee : rendering.workloads()) {
                for (var port : callee.spec().at("containers").each().getFirst().at("ports").each()) {
                    var number = port.at("containerPort").text();
                    assertThat(allows(rendering, callee, "ingress", "from", caller, number))
                            .as("%s to %s at %s", caller, callee, number)
                            .isEqualTo(allows(rendering, caller, "egress", "to", callee, number));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("closed")
    void letsOnlyTheGatewayToPublicDoors(Matrix.Case from) {
        var rendering = from.rendering();

        for (var callee : rendering.services()) {
            for (var caller : rendering.services()) {
                var isGateway = caller.thing().name().equals("lethe-gateway");
                if (!isGateway && !callee.thing().name().equals("lethe-gateway")) {
                    assertThat(allows(rendering, callee, "ingress", "from", caller, "8080")).isFalse();
                }
                assertThat(allows(rendering, callee, "ingress", "from", caller, "8090")).isFalse();
            }
        }
    }

    private record Rule(List<Tree> peers, List<String> ports) {}

    private static List<Rule> rules(Thing policy) {
        var rules = new ArrayList<Rule>();
        policy.spec().at("ingress").each().forEach(it -> rules.add(rule(it, "from")));
        policy.spec().at("egress").each().forEach(it -> rules.add(rule(it, "to")));
        return rules;
    }

    private static Rule rule(Tree rule, String peers) {
        return new Rule(rule.at(peers).each(),
                rule.at("ports").each().stream().map(it -> it.at("port").text()).toList());
    }

    private static List<Thing> policies(Rendering rendering, Workload workload) {
        return rendering.ofKind("NetworkPolicy").stream()
                .filter(it -> it.spec().at("podSelector", "matchLabels").isThere())
                .filter(it -> workload.labels().has(it.spec().at("podSelector", "matchLabels"))).toList();
    }

    private static boolean allows(Rendering rendering, Workload workload, String side, String peers, Workload other,
            String port) {
        return policies(rendering, workload).stream().flatMap(it -> it.spec().at(side).each().stream())
                .map(it -> rule(it, peers)).filter(it -> it.ports().contains(port))
                .anyMatch(it -> it.peers().stream().anyMatch(peer -> isMeant(peer, other)));
    }

    private static boolean isMeant(Tree peer, Workload workload) {
        return peer.at("podSelector").isThere() && !peer.at("namespaceSelector").isThere()
                && workload.labels().has(peer.at("podSelector", "matchLabels"));
    }
}
