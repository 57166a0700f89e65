package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lethe.launcher.distribution.Checkout;

/// Where the processor time of a send goes: samples of the service's and the gateway's threads while both are under
/// load, as flame graphs, and PostgreSQL's time by statement.
final class ProfileBenchmark implements Benchmarks.Benchmark {

    /// Both compilers are done by then.
    private static final Duration WARM = Duration.ofSeconds(60);

    @Override
    public void run(Plan plan) throws Exception {
        try (var rig = Rig.start()) {
            var load = Load.sending(Crowd.of(200, rig).file());
            rig.warmUp(load, rig.gateway(), WARM);
            record(rig, Rig.SERVICE, load, rig.service(), plan);
            record(rig, Rig.GATEWAY, load, rig.gateway(), plan);
        }
    }

    private static void record(Rig rig, String process, Load load, URI at, Plan plan)
            throws IOException, InterruptedException {
        var file = rig.suite().home().folder().resolve(process + ".jfr");
        var pid = Long.toString(rig.pid(process));
        jcmd(pid, "JFR.configure", "stackdepth=256");
        jcmd(pid, "JFR.start", "name=profile", "settings=profile", "jdk.CPUTimeSample#enabled=true",
                "jdk.CPUTimeSample#throttle=2ms", "jdk.ExecutionSample#enabled=false");
        var cpu = rig.meter().read();
        var outcome = load.run(at, plan.duration());
        var used = rig.cpuOf(cpu);
        jcmd(pid, "JFR.stop", "name=profile", "filename=" + file);
        System.out.println(process + ": " + Sample.of(process, 1, outcome, used).figures());
        var profile = Profile.of(file);
        System.out.println(profile.table(perRequest(used, process, outcome)));
        var folder = Files.createDirectories(Checkout.folder().resolve("docs/benchmarks"));
        Files.writeString(folder.resolve("profile-" + process + ".svg"), profile.flameGraph(process));
    }

    /// Microseconds of the process for each answered request.
    private static double perRequest(Map<String, Double> used, String process, Load.Outcome outcome) {
        return used.getOrDefault(process, 0.0) * 1e6 / outcome.answered();
    }

    private static void jcmd(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd failed: " + output);
        }
    }
}
