package dev.lethe.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.lethe.helm.Rendering.Thing;

/// The charts with their values files, and with all switches, each two choices of which meet.
final class Matrix {

    /// Values, and what they are called in reports.
    record Case(String name, Chart chart, Values values) {

        Rendering rendering() {
            return Objects.requireNonNull(RENDERED.computeIfAbsent(this, _ -> chart.render(values)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// An object of a case.
    record Part(Case from, Thing thing) {
        @Override
        public String toString() {
            return thing + " of " + from;
        }
    }

    /// Many claims are about the same objects.
    private static final Map<Case, Rendering> RENDERED = new ConcurrentHashMap<>();

    private static final String TEXTS = """
            sms: {form: webhook, cidrs: [198.51.100.0/24], webhook: {url: "https://sms.example.org", secret: texts}}
            """;
    private static final String ABROAD = """
            keyholders:
              holders:
                - {name: keyholder-1, url: "https://one.example.org:8443", cidr: 203.0.113.1/32}
                - {name: keyholder-2, url: "https://two.example.org", cidr: 203.0.113.2/32}
                - {name: keyholder-3, url: "https://three.example.org:8443", cidr: 203.0.113.3/32}
              callback: {type: LoadBalancer, host: account.example.org, cidrs: [203.0.113.0/24]}
            tls: {issuer: {name: suite}}
            """;
    private static final String PEOPLE = """
            gateway:
              trustedProxies: [10.0.0.0/8]
              from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}}]
            """;
    private static final String ROUTED = PEOPLE
            + """
                    route: {mode: gateway-api, host: chat.example.org, parent: {name: public, namespace: edge, sectionName: https}}
                    """;
    private static final String STORE = """
            database:
              cnpg:
                backup:
                  {enabled: true, destination: "s3://backups/lethe", endpoint: "https://s3.example.org:9000",
                   cidr: 198.51.100.9/32, secret: backups}
            """;

    private static final Map<String, List<String>> SUITE = suite();
    private static final Map<String, List<String>> KEYHOLDER = keyholder();

    private Matrix() {
    }

    static Stream<Case> cases() {
        return Stream.of(Stream.of(small(), production()), pairs(Chart.SUITE, SUITE), pairs(Chart.KEYHOLDER, KEYHOLDER))
                .flatMap(it -> it);
    }

    static Stream<Part> parts() {
        return cases().flatMap(it -> it.rendering().things().stream().map(thing -> new Part(it, thing)));
    }

    static Case small() {
        return new Case("values-small.yaml", Chart.SUITE, Values.of(Chart.SUITE.path().resolve("values-small.yaml")));
    }

    static Case production() {
        var values = Values.of(Chart.SUITE.path().resolve("values-production.yaml"));
        return new Case("values-production.yaml", Chart.SUITE,
                values.with(TEXTS).with(ABROAD).with(ROUTED).with(STORE));
    }

    private static Stream<Case> pairs(Chart chart, Map<String, List<String>> switches) {
        var options = new TreeMap<String, Integer>();
        switches.forEach((name, choices) -> options.put(name, choices.size()));
        return Pairwise.of(options).stream().map(combination -> {
            var values = Values.none();
            for (var taken : combination.entrySet()) {
                var choices = Objects.requireNonNull(switches.get(taken.getKey()));
                values = values.with(choices.get(taken.getValue()));
            }
            return new Case(chart + " " + combination, chart, values);
        });
    }

    private static Map<String, List<String>> suite() {
        var switches = new LinkedHashMap<String, List<String>>();
        switches.put("database", List.of("{}", STORE, "database: {cnpg: {instances: 1, image: postgres}}", """
                database:
                  mode: external
                  external:
                    authority: database-authority
                    account: {host: db.example.org, name: account, user: account, secret: a, cidr: 10.1.0.0/16}
                    message: {host: db.example.org, name: message, user: message, secret: b, cidr: 10.1.0.0/16}
                    contact: {host: db.example.org, name: contact, user: contact, secret: c, cidr: 10.1.0.0/16}
                    media: {host: db.example.org, port: 6432, name: media, user: media, secret: d, cidr: 10.1.0.0/16}
                """));
        switches.put("kafka", List.of("{}", "kafka: {strimzi: {replicas: 1, version: 4.2.1}}", """
                kafka:
                  mode: external
                  external:
                    bootstrapServers: one.example.org:9093,two.example.org:9093
                    authority: broker-authority
                    cidrs: [10.2.0.0/16]
                    secrets: {account: ka, message: km, contact: kc, media: kd}
                """));
        switches.put("keyholders", List.of(ABROAD, """
                keyholders: {holders: [{name: keyholder-1, url: "https://keyholder-1:8443", here: true},
                                       {name: keyholder-2, url: "https://keyholder-2:8443", here: true}]}
                keyholder1: {enabled: true, account: {here: true}, network: {deny: false}}
                keyholder2: {enabled: true, account: {here: true}, network: {deny: false}}
                """));
        switches.put("route", List.of("{}", ROUTED,
                PEOPLE + "route: {mode: ingress, host: chat.example.org, issuer: {name: public}}",
                PEOPLE + "route: {mode: ingress, host: chat.example.org, tlsSecret: ours, ingressClass: nginx}"));
        switches.put("texts", List.of(TEXTS, "sms: {form: inbox}", TEXTS + """
                mail: {host: mail.example.org, from: lethe@example.org, user: lethe, secret: mail,
                       cidrs: [198.51.100.8/32], authority: mail-authority}
                """,
                """
                        sms: {form: smpp, port: 2775, cidrs: [198.51.100.7/32], authority: sms-authority,
                              smpp: {host: smpp.example.org, user: lethe, secret: texts, sender: Lethe}}
                        mail: {host: mail.example.org, port: 465, security: TLS, from: lethe@example.org, cidrs: [198.51.100.8/32]}
                        """));
        switches.put("scaling", List.of("{}", """
                account: {autoscaling: {maxReplicas: 4}}
                message: {autoscaling: {maxReplicas: 6, lagMetric: events_waiting}}
                gateway: {autoscaling: {maxReplicas: 6}}
                """));
        switches.put("policies",
                List.of("{}", "network: {dns: {cidrs: [169.254.20.10/32]}}", "network: {policies: false}"));
        switches.put("metrics", List.of("{}", "metrics: {enabled: true}",
                "metrics: {enabled: true, operator: true, dashboards: true}"));
        switches.put("blobs", List.of("{}", "media: {blobs: {existingClaim: ours}}",
                "media: {replicas: 2, blobs: {accessMode: ReadWriteMany, storageClass: shared}}"));
        switches.put("issuer", List.of("{}", "tls: {issuer: {name: suite, kind: ClusterIssuer}}"));
        switches.put("placing", List.of("{}", """
                nodeSelector: {disk: fast}
                tolerations: [{key: messages, operator: Exists}]
                priorityClass: important
                podLabels: {team: messages}
                spread: {whenUnsatisfiable: DoNotSchedule}
                """));
        switches.put("image", List.of("{}", """
                image:
                  tag: "1.0"
                  pullSecrets: [pull]
                  digests: {gateway: "sha256:%s"}
                """.formatted("0".repeat(64))));
        switches.put("story", List.of("{}",
                "story: {enabled: true, smsInbox: 'http://inbox:18025', mailInbox: 'http://inbox:18026'}",
                """
                        story: {enabled: true, smsInbox: "https://inbox.example.org", mailInbox: "https://inbox.example.org",
                                cidrs: [198.51.100.5/32]}
                        """));
        return switches;
    }

    private static Map<String, List<String>> keyholder() {
        var switches = new LinkedHashMap<String, List<String>>();
        switches.put("place", List.of("""
                account: {url: "https://account.example.org:8443", cidr: 192.0.2.1/32}
                tls: {issuer: {name: suite, kind: ClusterIssuer}}
                service: {type: LoadBalancer, host: keyholder.example.org, cidrs: [192.0.2.0/24]}
                """, "account: {here: true}"));
        switches.put("database", List.of("{}", "database: {cnpg: {instances: 1, storageClass: fast}}", """
                database: {mode: external, external: {authority: ours, host: db, secret: password, cidr: 10.0.0.0/8}}
                """));
        switches.put("policies", List.of("{}", "network: {policies: false}", "network: {deny: false}"));
        switches.put("metrics", List.of("{}", "metrics: {enabled: true}"));
        switches.put("epoch", List.of("{}", "epoch: {accessMode: ReadWriteOnce, storageClass: plain}"));
        switches.put("placing", List.of("{}", """
                nodeSelector: {disk: fast}
                tolerations: [{key: keys, operator: Exists}]
                priorityClass: important
                image: {pullSecrets: [pull], tag: "1.0"}
                """));
        return switches;
    }
}
