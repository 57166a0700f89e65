package dev.lethe.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

/// A topic that `docs/events.md` does not list, with how long it is kept, is not on the data map.
@Tag("case-9")
class TopicTableTest {
    private static final Path PAGE = Path.of(System.getProperty("lethe.root", ".."), "docs", "events.md");

    static Stream<String> names() {
        return EventTypes.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void listsTheEventUnderItsTopic(String name) throws IOException {
        var topic = sampleOf(name).topic();

        var row = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `" + topic + "`")).toList();

        assertThat(row).singleElement().satisfies(line -> assertThat(line).contains("`" + name + "`"));
        assertThat(List.of(row.getFirst().split("\\|")).get(3)).as("how long it is kept").isNotBlank();
    }

    private static Event sampleOf(String name) throws IOException {
        var type = EventTypes.classOf(name).orElseThrow();
        try (InputStream in = Objects
                .requireNonNull(TopicTableTest.class.getResourceAsStream("/events/" + name + ".json"))) {
            return JsonMapper.builder().build().readValue(in, type);
        }
    }
}
