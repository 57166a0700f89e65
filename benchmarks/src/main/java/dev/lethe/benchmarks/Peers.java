package dev.lethe.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Scripts that measure others on the same machine, in the folder that `LETHE_PEERS` names. Without it the suite is
/// measured alone.
final class Peers implements AutoCloseable {

    static final String EJABBERD = "ejabberd, archive only";
    static final String RAW = "raw PostgreSQL, one statement a message";

    static final String XMPP = "ejabberd at full load, XMPP";

    private static final String NUMBER = "([\\d.]+)";
    private static final Pattern EJABBERD_LINE = Pattern
            .compile("^\\s*" + String.join("\\s+", NUMBER, NUMBER, NUMBER, NUMBER, "(\\d+)") + "\\s+.* of (\\d+),.*"
                    + "ejabberd: cpu " + NUMBER + " s.*pg: cpu " + NUMBER + " s", Pattern.MULTILINE);
    private static final Pattern RAW_LINE = Pattern.compile(
            "^c sync_commit=on\\s+" + String.join("\\s+", NUMBER, NUMBER, NUMBER, NUMBER) + "\\s+.*wall " + NUMBER
                    + " s; pg: cpu " + NUMBER + " s",
            Pattern.MULTILINE);
    private static final Pattern PAGE = Pattern
            .compile(
                    "RESULT " + NUMBER + " queries/s; p50 p95 p99 ms: " + String.join("[ /]+", NUMBER, NUMBER, NUMBER));

    private static final Pattern DELIVERED = Pattern.compile("RESULT " + NUMBER
            + " msg/s; send->delivered p50 p95 p99 ms: " + String.join("[ /]+", NUMBER, NUMBER, NUMBER));

    private final Path folder;

    private Peers(Path folder) {
        this.folder = folder;
    }

    static Optional<Peers> fromEnvironment() {
        return Optional.ofNullable(System.getenv("LETHE_PEERS")).map(folder -> new Peers(Path.of(folder)));
    }

    /// Sends through ejabberd's HTTP API, both copies durable in PostgreSQL before the answer.
    Sample send(Plan plan, int run) throws IOException, InterruptedException {
        var line = EJABBERD_LINE.matcher(run(Map.of("EJ_SPOOL", "mam"), "send_ejabberd.sh", plan.seconds(), "1"));
        require(line.find(), "send_ejabberd.sh");
        var sent = Double.parseDouble(line.group(6));
        var figures = latencies(line);
        figures.put(Sample.FAILED, Double.parseDouble(line.group(5)));
        figures.put(Sample.CPU + EJABBERD.split(",")[0], Double.parseDouble(line.group(7)) * 1000 / sent);
        figures.put(Sample.CPU + Rig.POSTGRES, Double.parseDouble(line.group(8)) * 1000 / sent);
        return new Sample(EJABBERD, run, figures);
    }

    /// Sends that are nothing but one statement and one commit in PostgreSQL 18, without any server before it.
    Sample raw(Plan plan, int run) throws IOException, InterruptedException {
        var line = RAW_LINE.matcher(run(Map.of("VARS", "c"), "limit_pgbench.sh", "18", plan.seconds(), "1"));
        require(line.find(), "limit_pgbench.sh");
        var figures = latencies(line);
        var sent = Double.parseDouble(line.group(1)) * Double.parseDouble(line.group(5));
        figures.put(Sample.CPU + Rig.POSTGRES, Double.parseDouble(line.group(6)) * 1000 / sent);
        return new Sample(RAW, run, figures);
    }

    /// The newest page of 50 from ejabberd's archive, at one connection.
    ///
    /// @param stage the script's name of a size: `small` or `conv1m`
    Sample page(Plan plan, int run, String stage, String name) throws IOException, InterruptedException {
        var line = PAGE.matcher(run(Map.of("STAGES", stage), "history.sh", "ejabberd", plan.seconds()));
        require(line.find(), "history.sh");
        return new Sample(name, run, latencies(line));
    }

    /// From a send over XMPP to its arrival at a client that is connected; archived durably before.
    Sample delivery(Plan plan, int run) throws IOException, InterruptedException {
        var line = DELIVERED.matcher(run(Map.of("EJ_SPOOL", "mam"), "send_xmpp.sh", "ejabberd", plan.seconds(), "1"));
        require(line.find(), "send_xmpp.sh");
        return new Sample(XMPP, run, latencies(line));
    }

    private static Map<String, Double> latencies(java.util.regex.Matcher line) {
        return Sample.latencies(Double.parseDouble(line.group(1)), Double.parseDouble(line.group(2)),
                Double.parseDouble(line.group(3)), Double.parseDouble(line.group(4)));
    }

    private static void require(boolean found, String script) throws IOException {
        if (!found) {
            throw new IOException(script + " gave no result");
        }
    }

    private String run(Map<String, String> variables, String... script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(script));
        command.set(0, folder.resolve(script[0]).toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("QUIET_S", "5");
        builder.environment().putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(script[0] + " failed: " + output);
        }
        return output;
    }

    /// Stops what the scripts leave running.
    @Override
    public void close() throws IOException {
        try {
            run(Map.of(), "ejabberd.sh", "stop");
            run(Map.of(), "pg.sh", "stop", "15");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
