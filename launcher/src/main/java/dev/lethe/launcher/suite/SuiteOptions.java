package dev.lethe.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.lethe.launcher.distribution.Distribution;
import dev.lethe.launcher.distribution.Java.Aot;
import dev.lethe.launcher.distribution.Java.Mode;

/// What may differ between one suite and another.
///
/// @param properties further settings by process name; they win over the launcher's own
/// @param content    how much of the suite runs
public record SuiteOptions(Home home, Ports ports, Distribution distribution, Progress progress, Mode mode, Aot aot,
        Content content, Map<String, Map<String, String>> properties) {

    /// How much of the suite runs.
    public enum Content {
        EVERYTHING, ONLY_STORES
    }

    /// The suite of this checkout, as a person starts it.
    public static SuiteOptions ofCheckout(Home home, Progress progress) throws IOException {
        var settings = home.readSettings();
        var ports = Ports.of(settings, System.getenv());
        for (var name : Settings.unknown(settings, System.getenv())) {
            progress.note("Unknown setting, which nothing reads: " + name + " (./lethe help lists them all)");
        }
        return new SuiteOptions(home, ports, Distribution.ofCheckout(), progress, Mode.SMALL, Aot.USE,
                Content.EVERYTHING, Map.of())
                .property(ServiceName.GATEWAY.name(), "server.address", Settings.address(settings, System.getenv()));
    }

    /// A suite of its own: a new folder and free ports. The folder is left behind for a look at its logs when
    /// something went wrong, so tests remove it.
    public static SuiteOptions temporary() {
        try {
            return new SuiteOptions(new Home(Files.createTempDirectory("lethe-")), Ports.free(),
                    Distribution.ofCheckout(), Progress.silent(), Mode.SMALL, Aot.USE, Content.EVERYTHING, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SuiteOptions with(Content wanted) {
        return new SuiteOptions(home, ports, distribution, progress, mode, aot, wanted, properties);
    }

    public SuiteOptions with(Progress wanted) {
        return new SuiteOptions(home, ports, distribution, wanted, mode, aot, content, properties);
    }

    /// As it would run under load: fast when warm, with the memory of a real server.
    public SuiteOptions production() {
        return new SuiteOptions(home, ports, distribution, progress, Mode.PRODUCTION, aot, content, properties);
    }

    SuiteOptions with(Aot wanted) {
        return new SuiteOptions(home, ports, distribution, progress, mode, wanted, content, properties);
    }

    /// Sets a Spring property of one service, in every start of it.
    public SuiteOptions property(String service, String key, String value) {
        var all = new HashMap<>(properties);
        var own = new HashMap<>(all.getOrDefault(service, Map.of()));
        own.put(key, value);
        all.put(service, Map.copyOf(own));
        return new SuiteOptions(home, ports, distribution, progress, mode, aot, content, Map.copyOf(all));
    }

    /// Whether others on this machine's network reach the gateway.
    public boolean isOpenToTheNetwork() { return gatewayAddress().equals(Settings.EVERYWHERE); }

    /// Whose programs run.
    Set<String> modules() {
        var modules = new LinkedHashSet<String>();
        modules.add("launcher");
        if (content == Content.EVERYTHING) {
            ServiceName.ALL.forEach(service -> modules.add(service.module()));
        }
        return modules;
    }

    /// Where the gateway listens.
    String gatewayAddress() {
        return properties.getOrDefault(ServiceName.GATEWAY.name(), Map.of())
                .getOrDefault("server.address", Settings.LOOPBACK);
    }

    /// The number of a port.
    int port(Port port) {
        return ports.number(port);
    }
}
