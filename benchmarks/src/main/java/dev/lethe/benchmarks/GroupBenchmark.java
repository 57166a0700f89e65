package dev.lethe.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;

/// Texts into one group of 200: each is written into 200 mailboxes, sealed and searchable in each.
final class GroupBenchmark implements Benchmarks.Benchmark {

    private static final int MEMBERS = 200;
    private static final String NAME = "group of " + MEMBERS;
    private static final String DELIVERIES = "deliveries per second";

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("group", "Sends to a group of " + MEMBERS, DELIVERIES, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(MEMBERS, rig);
            var group = group(rig, crowd);
            var load = Load.sending(crowd.file()).with("GROUP", group);
            rig.warmUp(load, rig.service(), Duration.ofSeconds(20));
            for (var run = 1; run <= plan.runs(); run++) {
                crowd.renew();
                rig.settle();
                var before = rows(rig, group);
                var cpu = rig.meter().read();
                var outcome = load.run(rig.service(), plan.duration());
                var sample = Sample.of(NAME, run, outcome, rig.cpuOf(cpu));
                var delivered = rows(rig, group) - before;
                if (delivered < MEMBERS * outcome.answered()) {
                    throw new IllegalStateException(outcome.answered() + " sends left " + delivered + " copies");
                }
                sample.figures().put(DELIVERIES, outcome.perSecond() * MEMBERS);
                results.add(sample);
            }
        }
        report.hold("deliveries per second", results.median(NAME, DELIVERIES), "≥ 8,000 (15,000)");
        report.write(results);
    }

    private static String group(Rig rig, Crowd crowd) throws Exception {
        var body = JsonMapper.shared().writeValueAsString(Map.of("clientId", UUID.randomUUID(), "title", "Everybody",
                "accountIds", crowd.ids().subList(1, MEMBERS)));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(rig.service().resolve("/v1/groups"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + crowd.access(0))
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("no group: " + answer.statusCode() + " " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).get("id").asString();
        }
    }

    private static long rows(Rig rig, String group) throws Exception {
        return rig.count("select count(*) from message where chat_id = '" + group + "' and kind = 'text'");
    }
}
