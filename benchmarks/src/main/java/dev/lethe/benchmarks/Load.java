package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.lethe.launcher.distribution.Checkout;

/// Load from wrk with one of the scripts beside this module.
///
/// @param script      name of the script
/// @param connections each sends its next request when the last was answered
/// @param variables   what the script reads from its environment
record Load(String script, int connections, Map<String, String> variables) {

    private static final Pattern RESULT = Pattern
            .compile("RESULT (\\d+) (\\d+) ([\\d.]+) ([\\d.]+) ([\\d.]+) ([\\d.]+) ([\\d.]+)");
    private static final Path SCRIPTS = Checkout.folder().resolve("benchmarks/src/main/lua");

    /// What wrk saw. Times are milliseconds.
    ///
    /// @param answered requests with a good answer
    /// @param failed   requests with another answer or none
    /// @param cpu      seconds of wrk itself
    record Outcome(long answered, long failed, double seconds, double p50, double p95, double p99, double most,
            double cpu) {

        double perSecond() {
            return answered / seconds;
        }
    }

    static Load sending(Path people) {
        return new Load("send.lua", 32, Map.of("PEOPLE", people.toString()));
    }

    static Load reading(Path people, String target, int connections) {
        return new Load("get.lua", connections, Map.of("PEOPLE", people.toString(), "TARGET", target));
    }

    /// Exchanges each refresh token of the file for its next, again and again.
    static Load refreshing(Path tokens, int connections) {
        return new Load("refresh.lua", connections, Map.of("TOKENS", tokens.toString()));
    }

    Load with(String variable, String value) {
        var more = new HashMap<>(variables);
        more.put(variable, value);
        return new Load(script, connections, more);
    }

    Outcome run(URI at, Duration duration) throws IOException, InterruptedException {
        var cpu = CpuMeter.ofEndedChildren();
        var builder = new ProcessBuilder("wrk", "-t" + Math.min(2, connections), "-c" + connections,
                "-d" + duration.toSeconds() + "s", "--timeout", "15s", "-s", SCRIPTS.resolve(script).toString(),
                at.toString()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().put("SCRIPTS", SCRIPTS.toString());
        var wrk = builder.start();
        var output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        var result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IOException("wrk gave no result: " + output);
        }
        return new Outcome(Long.parseLong(result.group(1)), Long.parseLong(result.group(2)),
                Double.parseDouble(result.group(3)), Double.parseDouble(result.group(4)),
                Double.parseDouble(result.group(5)), Double.parseDouble(result.group(6)),
                Double.parseDouble(result.group(7)), CpuMeter.ofEndedChildren() - cpu);
    }
}
