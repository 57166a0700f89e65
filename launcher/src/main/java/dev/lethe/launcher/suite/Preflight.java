package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lethe.launcher.distribution.Checkout;
import dev.lethe.launcher.process.Leftovers;
import dev.lethe.launcher.process.StartFailure;

/// Looks at the machine before anything is built or started. `./lethe` runs this class from its source, so neither it nor
/// what it uses may need a library.
public final class Preflight {

    private Preflight() {
    }

    /// Exits with 1 and a sentence when the suite could not start here after a build.
    public static void main(String[] arguments) {
        try {
            check(Home.ofCheckout(), Checkout.folder(), System.getenv());
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (IOException failure) {
            System.err.println(Sentence.of(failure));
            System.exit(1);
        }
    }

    static void check(Home home, Path checkout, Map<String, String> environment) throws IOException {
        var settings = home.readSettings();
        var ports = Ports.of(settings, environment);
        var address = Settings.address(settings, environment);
        try (var _ = HomeLock.of(home)) {
            stopLeftovers(home);
            Machine.of(home.folder()).requireRoomToRun();
            Machine.of(checkout).requireRoomToBuild();
            ports.requireFree(address);
        }
    }

    /// Answers the names of what an earlier run left and was stopped now.
    static List<String> stopLeftovers(Home home) throws IOException {
        return Leftovers.stop(home.run());
    }
}
