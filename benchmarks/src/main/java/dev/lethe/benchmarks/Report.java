package dev.lethe.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.lethe.launcher.distribution.Checkout;

/// The page of one benchmark: its table, what it is held against, a plot, and a file of the raw figures.
final class Report {

    private final String name;
    private final String title;
    private final String figure;
    private final Plan plan;
    private final List<String> lines = new ArrayList<>();
    private final double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    /// @param figure the one that is plotted
    Report(String name, String title, String figure, Plan plan) {
        this.name = name;
        this.title = title;
        this.figure = figure;
        this.plan = plan;
    }

    /// A line of the comparison; left out when a contender was not there.
    void hold(String what, double value, String must) {
        if (!Double.isNaN(value)) {
            lines.add("| %s | %s | %s |".formatted(what, Results.text(value), must));
        }
    }

    void write(Results results) throws IOException {
        var folder = Files.createDirectories(Checkout.folder().resolve("docs/benchmarks"));
        var page = new StringBuilder("# ").append(title).append("\n\n");
        page.append("`benchmarks/run ").append(name).append(' ').append(plan.seconds()).append(' ')
                .append(plan.runs()).append("`, medians of ").append(plan.runs()).append(" interleaved runs. ")
                .append(machine()).append("\n\n");
        page.append(results.table()).append('\n');
        if (!lines.isEmpty()) {
            page.append("| | measured | must (aim) |\n|---|---:|---:|\n").append(String.join("\n", lines))
                    .append("\n\n");
        }
        page.append("![").append(figure).append("](").append(name).append(".svg)\n\n");
        page.append("All runs: [").append(name).append(".csv](").append(name).append(".csv).\n");
        put(folder, ".md", page.toString());
        put(folder, ".csv", results.csv());
        put(folder, ".svg", BarChart.of(title + ": " + figure, figure, results));
        System.out.println(page);
    }

    private void put(Path folder, String suffix, String text) throws IOException {
        Files.writeString(folder.resolve(name + suffix), text);
    }

    private String machine() {
        return String.format(Locale.ROOT,
                "%s, %d processors with everything on them, Java %s; load average before the start %.1f.",
                LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors(), Runtime.version().feature(),
                loadBefore);
    }
}
