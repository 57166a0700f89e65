package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each chart's README lists all its values. A meant change is written by
/// `mvn verify -pl helm-tests -Dlethe.readme.write=true`.
class ChartReadmeTest {

    private static final String BEGIN = "<!-- values -->\n";

    @ParameterizedTest
    @EnumSource(Chart.class)
    void listsTheValuesOfTheChart(Chart chart) throws IOException {
        var file = chart.path().resolve("README.md");
        var readme = Files.readString(file);
        var written = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + ChartReadme.table(Files.readString(chart.path().resolve("values.yaml")));
        if (Boolean.getBoolean("lethe.readme.write")) {
            Files.writeString(file, written);
        }

        assertThat(Files.readString(file)).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(Chart.class)
    void explainsEachValue(Chart chart) throws IOException {
        var table = ChartReadme.table(Files.readString(chart.path().resolve("values.yaml")));

        assertThat(leaves(new Tree(chart.defaults().tree()), "")).isNotEmpty()
                .allSatisfy(it -> assertThat(table).contains("| `" + it + "` |"));
    }

    /// What an amount of resources is needs no words of its own.
    private static List<String> leaves(Tree values, String path) {
        var leaves = new ArrayList<String>();
        values.entries().forEach(it -> {
            var name = path.isEmpty() ? it.getKey() : path + "." + it.getKey();
            if (it.getKey().equals("resources") || it.getKey().equals("entityResources")
                    || it.getValue().entries().findAny().isEmpty() || it.getKey().equals("labels")) {
                leaves.add(name);
            } else {
                leaves.addAll(leaves(it.getValue(), name));
            }
        });
        return leaves;
    }
}
