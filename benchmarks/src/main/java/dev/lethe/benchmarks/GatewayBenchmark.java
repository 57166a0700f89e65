package dev.lethe.benchmarks;

import java.time.Duration;

/// What the gateway adds to a request that costs the service little: a chat list of one.
final class GatewayBenchmark implements Benchmarks.Benchmark {

    private static final String SERVICE = "at the service";
    private static final String GATEWAY = "through the gateway";
    private static final int PEOPLE = 50;

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("gateway", "Requests through the gateway", Sample.CPU + Rig.GATEWAY, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(PEOPLE, rig);
            var load = Load.reading(crowd.file(), "/v1/updates", 32);
            rig.warmUp(load, rig.service(), Duration.ofSeconds(10));
            rig.warmUp(load, rig.gateway(), Duration.ofSeconds(30));
            for (var run = 1; run <= plan.runs(); run++) {
                crowd.renew();
                for (var name : new String[] {SERVICE, GATEWAY}) {
                    var at = name.equals(SERVICE) ? rig.service() : rig.gateway();
                    var cpu = rig.meter().read();
                    var outcome = load.run(at, plan.duration());
                    results.add(Sample.of(name, run, outcome, rig.cpuOf(cpu)));
                }
            }
        }
        report.hold("gateway, ms of CPU a request", results.median(GATEWAY, Sample.CPU + Rig.GATEWAY), "≤ 0.3 (0.12)");
        report.write(results);
    }
}
