package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

class PairwiseTest {

    @Test
    void bringsEachTwoChoicesTogether() {
        var combinations = Pairwise.of(Map.of("a", 2, "b", 3, "c", 2));

        for (var b = 0; b < 3; b++) {
            for (var c = 0; c < 2; c++) {
                assertThat(combinations).anySatisfy(meets("b", b, "c", c));
            }
        }
        assertThat(combinations).allSatisfy(it -> assertThat(it).containsOnlyKeys("a", "b", "c"))
                .hasSizeLessThan(12);
    }

    private static ThrowingConsumer<Map<String, Integer>> meets(String one, int i, String other,
            int j) {
        return it -> assertThat(it).containsEntry(one, i).containsEntry(other, j);
    }
}
