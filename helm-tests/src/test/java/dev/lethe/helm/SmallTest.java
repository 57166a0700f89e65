package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// What `values-small.yaml` asks of its only node.
class SmallTest {

    private static final Map<String, Integer> MEBIBYTES = Map.of("Mi", 1, "Gi", 1024);
    private static final int MOST = 4096;

    private final Rendering rendering = Matrix.small().rendering();

    @Test
    void asksForLessThanFourGibibytes() {
        var pods = rendering.services().stream().mapToInt(it -> it.thing().spec().at("replicas").number()
                * it.spec().at("containers").each().stream().mapToInt(SmallTest::memory).sum()).sum();
        var databases = rendering.ofKind("Cluster").stream()
                .mapToInt(it -> it.spec().at("instances").number() * memory(it.spec())).sum();
        var brokers = rendering.ofKind("KafkaNodePool").stream()
                .mapToInt(it -> it.spec().at("replicas").number() * memory(it.spec())).sum();
        var operators = rendering.ofKind("Kafka").stream().mapToInt(it -> memory(it.spec().at("entityOperator",
                "topicOperator")) + memory(it.spec().at("entityOperator", "userOperator"))).sum();

        assertThat(pods + databases + brokers + operators).isLessThan(MOST);
    }

    @Test
    void holdsAllKeyholders() {
        assertThat(rendering.services()).extracting(it -> it.thing().name()).contains("keyholder-1", "keyholder-2",
                "keyholder-3");
    }

    /// A program that is given another number of words prints its usage and ends.
    @Test
    void startsTheInboxesAsTheCompositionDoes() {
        var composed = new Tree(Values.of(Path.of("../docker/compose.yaml")).tree()).at("services", "inboxes",
                "command");
        var rendered = rendering.services().stream().flatMap(it -> it.spec().at("containers").each().stream())
                .filter(it -> it.at("name").text().equals("inboxes")).findFirst().orElseThrow().at("args");

        assertThat(rendered.each()).hasSameSizeAs(composed.each());
        assertThat(rendered.each().getFirst().text()).isEqualTo(composed.each().getFirst().text());
        assertThat(rendered.each().getLast().text()).startsWith("http");
    }

    private static int memory(Tree asking) {
        var text = asking.at("resources", "requests", "memory").text();
        var unit = text.substring(text.length() - 2);
        return Integer.parseInt(text.substring(0, text.length() - 2)) * MEBIBYTES.getOrDefault(unit, 0);
    }
}
