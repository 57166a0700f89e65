package dev.lethe.launcher.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.lethe.launcher.process.StartFailure;

/// What a person may set in `lethe.properties` or in the environment, ports apart.
final class Settings {

    static final String LOOPBACK = "127.0.0.1";
    static final String EVERYWHERE = "0.0.0.0";
    private static final String ADDRESS = "address";
    private static final String ADDRESS_VARIABLE = "LETHE_ADDRESS";
    private static final Set<String> OTHER_VARIABLES = Set.of(ADDRESS_VARIABLE, "LETHE_HOME", "LETHE_POSTGRES",
            "LETHE_PEERS", Port.BASE_VARIABLE);

    private Settings() {
    }

    /// Where the gateway listens: on loopback, or on every address of this machine.
    static String address(Properties settings, Map<String, String> environment) {
        var address = environment.getOrDefault(ADDRESS_VARIABLE, settings.getProperty(ADDRESS, LOOPBACK)).strip();
        if (!address.equals(LOOPBACK) && !address.equals(EVERYWHERE)) {
            throw new StartFailure("%s (or %s) is %s for this machine alone, or %s for others on its network; not %s."
                    .formatted(ADDRESS, ADDRESS_VARIABLE, LOOPBACK, EVERYWHERE, address));
        }
        return address;
    }

    /// The names in the file, and those in the environment that begin with `LETHE_`, that nothing reads; most are misspelt.
    static List<String> unknown(Properties settings, Map<String, String> environment) {
        var keys = Arrays.stream(Port.values()).map(Port::setting).collect(Collectors.toSet());
        keys.addAll(List.of(ADDRESS, Port.BASE_SETTING));
        var variables = Arrays.stream(Port.values()).map(Port::variable).collect(Collectors.toSet());
        variables.addAll(OTHER_VARIABLES);
        var unknown = new TreeSet<>(settings.stringPropertyNames());
        unknown.removeAll(keys);
        environment.keySet()
                .stream()
                .filter(name -> name.startsWith("LETHE_") && !variables.contains(name))
                .forEach(unknown::add);
        return List.copyOf(unknown);
    }
}
