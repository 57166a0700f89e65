package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {

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
}
