package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lethe.helm.Rendering.Thing;

/// From outside, only the gateway is to be had; and within, only by whoever shows a certificate.
@Tag("case-68")
class Case68DoorTest {

    private static final String MANAGEMENT = "8090";

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void keepsTheManagementPortOutOfEveryService(Matrix.Case from) {
        assertThat(from.rendering().ofKind("Service")).flatMap(it -> it.spec().at("ports").each()).isNotEmpty()
                .allSatisfy(port -> {
                    assertThat(port.at("port").text()).isNotEqualTo(MANAGEMENT);
                    assertThat(port.at("targetPort").text()).isIn("public", "internal");
                });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void routesPeopleToTheGatewayAlone(Matrix.Case from) {
        var rendering = from.rendering();
        var backends = rendering.things().stream().filter(it -> List.of("HTTPRoute", "Ingress").contains(it.kind()))
                .flatMap(it -> it.tree().all()).filter(it -> it.at("name").isThere() && it.at("port").isThere())
                .toList();

        assertThat(backends).allSatisfy(it -> assertThat(it.at("name").text()).isEqualTo("lethe-gateway"));
        assertThat(rendering.ofKind("Ingress")).allSatisfy(it -> assertThat(it.spec().at("tls").each()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void letsTheInternalDoorOutOnlyToNamedNetworks(Matrix.Case from) {
        assertThat(from.rendering().ofKind("Service")).filteredOn(it -> it.spec().at("type").maybeText()
                .filter("LoadBalancer"::equals).isPresent()).allSatisfy(it -> {
                    assertThat(it.spec().at("loadBalancerSourceRanges").each()).isNotEmpty();
                    assertThat(it.spec().at("ports").each()).extracting(port -> port.at("targetPort").text())
                            .containsExactly("internal");
                });
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void takesNobodyWithoutACertificate(Matrix.Case from) {
        var rendering = from.rendering();

        for (var workload : rendering.services()) {
            var settings = Settings.of(rendering, workload);
            if (workload.thing().name().equals("lethe-gateway")) {
                assertThat(settings).containsEntry("spring.cloud.gateway.server.webflux.httpclient.ssl.ssl-bundle",
                        "suite");
                assertThat(settings).allSatisfy((key, value) -> assertThat(value).doesNotStartWith("http:"));
            } else if (workload.thing().name().startsWith("lethe-")) {
                assertThat(settings).containsEntry("server.ssl.client-auth", "need")
                        .containsEntry("management.server.ssl.enabled", "false");
            } else {
                assertThat(settings).containsKeys("lethe.tls.certificate", "lethe.internal.port");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void namesEachServiceInACertificateOfItsOwn(Matrix.Case from) {
        var rendering = from.rendering();

        for (var workload : rendering.services()) {
            var name = workload.thing().name();
            var certificate = rendering.get("Certificate", name).spec();
            assertThat(certificate.at("secretName").text()).isEqualTo(name + "-tls");
            assertThat(certificate.at("dnsNames").each()).extracting(Tree::text).contains(name,
                    name + "." + Chart.NAMESPACE + ".svc");
            assertThat(certificate.at("usages").each()).extracting(Tree::text).contains("server auth", "client auth");
            assertThat(certificate.at("subject", "organizationalUnits").each()).extracting(Tree::text)
                    .containsExactly(role(name));
        }
    }

    private static String role(String name) {
        return switch (name) {
            case "lethe-gateway" -> "gateway";
            case String it when it.startsWith("keyholder-") -> "keyholder";
            default -> name.replace("lethe-", "") + "-service";
        };
    }

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#cases")
    void tellsNoSecretInAConfigMap(Matrix.Case from) {
        assertThat(from.rendering().ofKind("ConfigMap")).filteredOn(Case68DoorTest::holdsSettings).isNotEmpty()
                .allSatisfy(it -> assertThat(Settings.of(it)).allSatisfy((key, value) -> {
                    assertThat(key).doesNotMatch("(?i).*(password|secret|jaas.*|credentials?)$");
                    assertThat(value).doesNotContain("BEGIN ").doesNotContain("password=");
                }));
        assertThat(from.rendering().ofKind("Secret")).isEmpty();
    }

    private static boolean holdsSettings(Thing configMap) {
        return configMap.tree().at("data", "application.yaml").isThere();
    }
}
