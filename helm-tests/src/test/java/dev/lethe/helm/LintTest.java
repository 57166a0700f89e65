package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {

    private static final String CHANGING = "\\b(lookup|rand[A-Z]\\w+|gen[A-Z]\\w+|now|uuidv4|htpasswd|derivePassword|shuffle)\\b"
            + "|Release\\.(Revision|IsInstall|IsUpgrade)";

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void findsNothingAgainstAChart(Matrix.Case from) {
        assertThat(from.chart().faults(from.values())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void rendersAnUpgradeAsItRenderedTheInstall(Matrix.Case from) {
        assertThat(from.chart().text(from.values())).isEqualTo(from.chart().text(from.values()));
    }

    /// Two renderings of one moment are alike in any case; what would differ another day or in another cluster is not used.
    @ParameterizedTest
    @EnumSource(Chart.class)
    void asksNothingThatChanges(Chart chart) throws IOException {
        try (var templates = Files.walk(chart.path().resolve("templates"))) {
            for (var template : templates.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(template).replaceAll("(?s)\\{\\{-?\\s*/\\*.*?\\*/\\s*-?}}", ""))
                        .as(template.toString()).doesNotContainPattern("\\{\\{[^}]*(" + CHANGING + ")");
            }
        }
    }
}
