package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.helm.Rendering.Workload;

/// Whatever an object names is there: rendered, made by an operator of what is rendered, or named in the values.
class ReferenceTest {

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void namesSecretsThatSomebodyMakes(Matrix.Case from) {
        var rendering = from.rendering();
        var known = Stream.concat(made(rendering), given(from)).collect(Collectors.toSet());

        assertThat(rendering.workloads()).allSatisfy(
                workload -> assertThat(sources(workload, "secret", "secretName")).isSubsetOf(known));
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void namesConfigMapsThatAreThere(Matrix.Case from) {
        var rendering = from.rendering();
        var known = Stream.concat(rendering.ofKind("ConfigMap").stream().map(it -> it.name()), given(from))
                .collect(Collectors.toSet());

        assertThat(rendering.workloads()).allSatisfy(
                workload -> assertThat(sources(workload, "configMap", "name")).isSubsetOf(known));
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void namesVolumesAccountsAndPortsThatAreThere(Matrix.Case from) {
        var rendering = from.rendering();

        for (var workload : rendering.services()) {
            assertThat(rendering.find("ServiceAccount", workload.spec().at("serviceAccountName").text())).isPresent();
            var volumes = workload.spec().at("volumes").each().stream().map(it -> it.at("name").text()).toList();
            for (var container : workload.containers()) {
                var ports = container.at("ports").each().stream().map(it -> it.at("name").text()).toList();
                assertThat(container.at("volumeMounts").each()).extracting(it -> it.at("name").text())
                        .isSubsetOf(volumes).doesNotHaveDuplicates();
                for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    container.at(probe, "httpGet", "port").maybeText().ifPresent(it -> assertThat(ports).contains(it));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void selectsPodsThatAreThere(Matrix.Case from) {
        var rendering = from.rendering();

        assertThat(rendering.ofKind("Service")).allSatisfy(service -> {
            var pods = rendering.services().stream().filter(it -> it.labels().has(service.spec().at("selector")))
                    .toList();
            assertThat(pods).singleElement().satisfies(pod -> assertThat(service.spec().at("ports").each())
                    .allSatisfy(port -> assertThat(ports(pod)).contains(port.at("targetPort").text())));
        });
        assertThat(rendering.ofKind("HorizontalPodAutoscaler")).allSatisfy(it -> assertThat(
                rendering.find("Deployment", it.spec().at("scaleTargetRef", "name").text())).isPresent());
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void callsServicesThatAreThere(Matrix.Case from) {
        var rendering = from.rendering();
        var services = rendering.ofKind("Service").stream().map(it -> it.name()).collect(Collectors.toSet());

        for (var workload : rendering.services()) {
            Settings.of(rendering, workload).forEach((key, value) -> {
                if (key.endsWith(".internal-url") || key.startsWith("lethe.gateway.services.")) {
                    var host = value.replaceAll("https://|:[0-9]+$", "");
                    assertThat(host.contains(".") || services.contains(host)
                            || from.chart() == Chart.KEYHOLDER).as(value).isTrue();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void readsFilesWhereTheyAreMounted(Matrix.Case from) {
        var rendering = from.rendering();

        for (var workload : rendering.services()) {
            var mounts = workload.spec().at("containers").each().getFirst().at("volumeMounts").each().stream()
                    .map(it -> it.at("mountPath").text()).toList();
            Settings.of(rendering, workload).values().stream().map(it -> it.replaceFirst("^file:", ""))
                    .filter(it -> it.matches("/(run|var)/.*"))
                    .forEach(file -> assertThat(mounts).as(file).anyMatch(file::startsWith));
        }
    }

    private static List<String> ports(Workload workload) {
        return workload.spec().at("containers").each().stream().flatMap(it -> it.at("ports").each().stream())
                .map(it -> it.at("name").text()).toList();
    }

    private static Set<String> sources(Workload workload, String kind, String nameOfVolume) {
        var names = new HashSet<String>();
        for (var volume : workload.spec().at("volumes").each()) {
            volume.at(kind, nameOfVolume).maybeText().ifPresent(names::add);
            volume.at("projected", "sources").each()
                    .forEach(it -> it.at(kind, "name").maybeText().ifPresent(names::add));
        }
        return names;
    }

    /// What operators make of what is rendered.
    private static Stream<String> made(Rendering rendering) {
        var ofCertificates = rendering.ofKind("Certificate").stream().map(it -> it.spec().at("secretName").text());
        var ofDatabases = rendering.ofKind("Cluster").stream()
                .flatMap(it -> Stream.of(it.name() + "-app", it.name() + "-ca"));
        var ofBrokers = rendering.ofKind("Kafka").stream().map(it -> it.name() + "-cluster-ca-cert");
        var ofUsers = rendering.ofKind("KafkaUser").stream().map(it -> it.name());
        return Stream.of(ofCertificates, ofDatabases, ofBrokers, ofUsers).flatMap(it -> it);
    }

    /// What the values name, the chart's own included.
    private static Stream<String> given(Matrix.Case from) {
        var named = new Tree(from.chart().defaults().with(from.values()).tree()).all()
                .filter(it -> it.value() instanceof String).map(Tree::text);
        var ofKeyholders = Stream.of("keyholder-1", "keyholder-2", "keyholder-3").map(it -> "lethe-signing-" + it);
        return Stream.concat(named, Stream.concat(ofKeyholders, Stream.of("lethe-signers")));
    }
}
