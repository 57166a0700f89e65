package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Epoch keys lie on one volume, which one process writes and nothing copies.
class KeyholderTest {

    static Stream<Matrix.Case> keyholders() {
        return Matrix.cases().filter(it -> !it.rendering().ofKind("PersistentVolumeClaim").stream()
                .filter(claim -> claim.name().endsWith("-epoch")).toList().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("keyholders")
    void keepsEpochKeysOutOfBackups(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.ofKind("PersistentVolumeClaim")).filteredOn(it -> it.name().endsWith("-epoch"))
                .allSatisfy(claim -> {
                    var metadata = claim.tree().at("metadata");
                    assertThat(metadata.at("labels", "velero.io/exclude-from-backup").text()).isEqualTo("true");
                    assertThat(metadata.at("annotations", "helm.sh/resource-policy").text()).isEqualTo("keep");
                    assertThat(claim.spec().at("accessModes").each()).extracting(Tree::text)
                            .doesNotContain("ReadWriteMany");
                });
        assertThat(rendering.ofKind("ScheduledBackup"))
                .noneMatch(it -> it.spec().at("cluster", "name").text().startsWith("keyholder"));
    }

    @ParameterizedTest
    @MethodSource("keyholders")
    void neverRunsTwice(Matrix.Case from) {
        assertThat(from.rendering().services()).filteredOn(it -> it.thing().name().startsWith("keyholder-"))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.thing().spec().at("replicas").number()).isEqualTo(1);
                    assertThat(it.thing().spec().at("strategy", "type").text()).isEqualTo("Recreate");
                });
        assertThat(from.rendering().ofKind("HorizontalPodAutoscaler"))
                .noneMatch(it -> it.name().startsWith("keyholder-"));
    }
}
