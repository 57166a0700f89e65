package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.helm.Rendering.Workload;

/// Every pod of every combination keeps to the Pod Security Standard "restricted", and to what Lethe asks beyond it.
@Tag("case-70")
class Case70PodTest {

    private static final Set<String> PLAIN_VARIABLES = Set.of("MALLOC_ARENA_MAX");
    private static final Set<String> VOLUMES = Set.of("configMap", "secret", "projected", "emptyDir",
            "persistentVolumeClaim");

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void gainsNoPrivilege(Matrix.Case from) {
        assertThat(from.rendering().workloads()).isNotEmpty().allSatisfy(workload -> {
            var security = workload.spec().at("securityContext");
            assertThat(security.at("runAsNonRoot").value()).isEqualTo(true);
            assertThat(security.at("runAsUser").number()).isPositive();
            assertThat(security.at("seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
            for (var forbidden : List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")) {
                assertThat(workload.spec().at(forbidden).isThere()).as(forbidden).isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void letsNoContainerGainPrivileges(Matrix.Case from) {
        assertThat(from.rendering().workloads()).flatMap(Workload::containers).isNotEmpty().allSatisfy(container -> {
            var security = container.at("securityContext");
            assertThat(security.at("allowPrivilegeEscalation").value()).isEqualTo(false);
            assertThat(security.at("readOnlyRootFilesystem").value()).isEqualTo(true);
            assertThat(security.at("runAsNonRoot").value()).isEqualTo(true);
            assertThat(security.at("seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
            assertThat(security.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
            assertThat(security.at("capabilities", "add").isThere()).isFalse();
            assertThat(security.at("privileged").isThere()).isFalse();
            assertThat(container.at("ports").each())
                    .allSatisfy(it -> assertThat(it.at("hostPort").isThere()).isFalse());
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void mountsNoFolderOfTheNode(Matrix.Case from) {
        assertThat(from.rendering().workloads()).flatMap(it -> it.spec().at("volumes").each()).isNotEmpty()
                .allSatisfy(
                        volume -> assertThat(volume.entries().map(it -> it.getKey()).filter(it -> !it.equals("name")))
                                .hasSize(1).isSubsetOf(VOLUMES));
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void hasNoWordWithTheKubernetesApi(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.workloads()).allSatisfy(workload -> {
            assertThat(workload.spec().at("automountServiceAccountToken").value()).isEqualTo(false);
            assertThat(workload.spec().at("enableServiceLinks").value()).isEqualTo(false);
        });
        assertThat(rendering.ofKind("ServiceAccount")).isNotEmpty().allSatisfy(
                it -> assertThat(it.tree().at("automountServiceAccountToken").value()).isEqualTo(false));
        assertThat(rendering.things()).extracting(it -> it.kind()).doesNotContain("Role", "ClusterRole", "RoleBinding",
                "ClusterRoleBinding");
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void hasNoSecretInItsEnvironment(Matrix.Case from) {
        assertThat(from.rendering().workloads()).flatMap(Workload::containers).allSatisfy(container -> {
            assertThat(container.at("envFrom").isThere()).isFalse();
            assertThat(container.at("env").each()).allSatisfy(variable -> {
                assertThat(variable.at("valueFrom").isThere()).isFalse();
                assertThat(variable.at("name").text()).isIn(PLAIN_VARIABLES);
            });
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void saysHowMuchMemoryItTakes(Matrix.Case from) {
        assertThat(from.rendering().workloads()).flatMap(Workload::containers).allSatisfy(container -> {
            assertThat(container.at("resources", "requests", "memory").isThere()).isTrue();
            assertThat(container.at("resources", "limits", "memory").isThere()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void isAskedWhetherItLivesWithoutItsStores(Matrix.Case from) {
        assertThat(from.rendering().services()).flatMap(it -> it.spec().at("containers").each())
                .allSatisfy(container -> {
                    assertThat(container.at("startupProbe").isThere()).isTrue();
                    assertThat(container.at("readinessProbe").isThere()).isTrue();
                    var probe = container.at("livenessProbe");
                    var path = probe.at("httpGet", "path").maybeText();
                    assertThat(path.isEmpty() ? probe.at("tcpSocket").isThere()
                            : Set.of("/livez", "/actuator/health/liveness").contains(path.get())).isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void isLeftTheTimeToFinish(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.services()).allSatisfy(workload -> {
            var container = workload.spec().at("containers").each().getFirst();
            var announced = container.at("lifecycle", "preStop", "sleep", "seconds").number();
            var phase = Integer.parseInt(Settings.of(rendering, workload)
                    .getOrDefault("spring.lifecycle.timeout-per-shutdown-phase", "").replace("s", ""));
            assertThat(workload.spec().at("terminationGracePeriodSeconds").number())
                    .isGreaterThan(announced + 2 * phase);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void isSpreadAndNotEvictedAllAtOnce(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.services()).allSatisfy(workload -> {
            assertThat(workload.spec().at("topologySpreadConstraints").each()).isNotEmpty()
                    .allSatisfy(
                            it -> assertThat(workload.labels().has(it.at("labelSelector", "matchLabels"))).isTrue());
            assertThat(rendering.ofKind("PodDisruptionBudget"))
                    .filteredOn(it -> workload.labels().has(it.spec().at("selector", "matchLabels"))).singleElement()
                    .satisfies(it -> assertThat(it.spec().at("maxUnavailable").number()).isEqualTo(1));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void migratesBeforeItServes(Matrix.Case from) {
        var withDatabase = from.rendering().services().stream()
                .filter(it -> !it.thing().name().endsWith("-gateway")).toList();

        assertThat(withDatabase).isNotEmpty().allSatisfy(workload -> {
            var migration = workload.spec().at("initContainers").each().getFirst();
            assertThat(migration.at("image")).isEqualTo(workload.spec().at("containers").each().getFirst().at("image"));
            assertThat(migration.at("command").each().stream().map(Tree::text).toList())
                    .endsWith("dev.lethe.platform.migration.Migration");
        });
        assertThat(from.rendering().things())
                .allSatisfy(it -> assertThat(it.tree().at("metadata", "annotations", "helm.sh/hook").maybeText()
                        .orElse("test")).as("no hook touches what is installed").isEqualTo("test"));
    }
}
