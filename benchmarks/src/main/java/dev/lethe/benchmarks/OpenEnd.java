package dev.lethe.benchmarks;

import java.nio.file.Files;
import java.time.Duration;

/// Measures nothing itself: keeps a suite with people running, for a look by hand with wrk, jcmd or psql, until its time
/// is over or a file named `stop` stands in its folder.
final class OpenEnd implements Benchmarks.Benchmark {

    private static final Duration LOOK = Duration.ofSeconds(10);
    /// Tokens live ten minutes.
    private static final int LOOKS_A_RENEWAL = 30;

    @Override
    public void run(Plan plan) throws Exception {
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(200, rig);
            System.out.printf("service %s, gateway %s, PostgreSQL port %d; people in %s; processes %s%n", rig.service(),
                    rig.gateway(), rig.suite().postgres().port(), crowd.file(), rig.meter().roots());
            var stop = crowd.file().resolveSibling("stop");
            for (var look = 1; look <= plan.duration().dividedBy(LOOK) && !Files.exists(stop); look++) {
                Thread.sleep(LOOK);
                if (look % LOOKS_A_RENEWAL == 0) {
                    crowd.renew();
                }
            }
        }
    }
}
