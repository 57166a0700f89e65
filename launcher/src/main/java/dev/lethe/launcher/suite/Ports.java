package dev.lethe.launcher.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

import dev.lethe.launcher.process.StartFailure;

/// The number of each port.
public record Ports(Map<Port, Integer> numbers) {

    /// Below what systems usually hand out for outgoing connections, which would take a free port away again, and below the
    /// base that a second checkout is told to choose.
    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 30_000;

    /// The environment wins over the file's settings, these over the base, and the base over the usual numbers.
    static Ports of(Properties settings, Map<String, String> environment) {
        var base = environment.getOrDefault(Port.BASE_VARIABLE, settings.getProperty(Port.BASE_SETTING));
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            var usual = base == null ? port.usual()
                    : number(Port.BASE_SETTING, Port.BASE_VARIABLE, base) + port.fromBase();
            var value = environment.getOrDefault(port.variable(),
                    settings.getProperty(port.setting(), Integer.toString(usual)));
            numbers.put(port, number(port.setting(), port.variable(), value));
        }
        return new Ports(numbers);
    }

    private static int number(String setting, String variable, String value) {
        try {
            var number = Integer.parseInt(value.strip());
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new StartFailure("%s (or %s) is no port: %s".formatted(setting, variable, value));
    }

    /// Ports that nobody listens on now; for suites that run beside a person's or each other.
    static Ports free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        var taken = new HashSet<Integer>();
        for (var port : Port.values()) {
            var number = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            while (!isFree(number) || !taken.add(number)) {
                number = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    int number(Port port) {
        return java.util.Objects.requireNonNull(numbers.get(port));
    }

    URI http(Port port) {
        return URI.create("http://127.0.0.1:" + number(port));
    }

    URI https(Port port) {
        return URI.create("https://127.0.0.1:" + number(port));
    }

    /// Refuses to start when somebody else listens, and says how to choose another number.
    ///
    /// @param gateway the address at which the gateway will listen; the others listen on loopback
    void requireFree(String gateway) {
        List<String> taken = new ArrayList<>();
        for (var port : Port.values()) {
            if (!isFree(number(port), port == Port.GATEWAY ? gateway : Settings.LOOPBACK)) {
                taken.add("Port %d is taken. Choose another by %s in lethe.properties or by %s.".formatted(number(port),
                        port.setting(), port.variable()));
            }
        }
        if (!taken.isEmpty()) {
            taken.add(
                    "If another Lethe runs here, %s=30000 moves all ports of this one.".formatted(Port.BASE_VARIABLE));
            throw new StartFailure(String.join(System.lineSeparator(), taken));
        }
    }

    static boolean isFree(int number) {
        return isFree(number, Settings.LOOPBACK);
    }

    private static boolean isFree(int number, String address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, number));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
