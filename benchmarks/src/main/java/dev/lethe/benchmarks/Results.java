package dev.lethe.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The samples of all contenders. What counts is the median over the runs.
final class Results {

    private final List<Sample> samples = new ArrayList<>();

    void add(Sample sample) {
        samples.add(sample);
        System.out.println("  " + sample.contender() + ", run " + sample.run() + ": " + sample.figures()
                .entrySet()
                .stream()
                .map(figure -> figure.getKey() + " " + text(figure.getValue()))
                .collect(Collectors.joining(", ")));
    }

    Set<String> contenders() {
        return samples.stream().map(Sample::contender).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean has(String contender) {
        return contenders().contains(contender);
    }

    private Set<String> figures() {
        return samples.stream()
                .flatMap(sample -> sample.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// All values of a figure, smallest first.
    double[] values(String contender, String figure) {
        return samples.stream()
                .filter(sample -> sample.contender().equals(contender) && sample.figures().containsKey(figure))
                .mapToDouble(sample -> sample.figures().getOrDefault(figure, 0.0))
                .sorted()
                .toArray();
    }

    /// Not a number when nothing was measured.
    double median(String contender, String figure) {
        return median(values(contender, figure));
    }

    /// Of sorted values; of an even number of them, between the middle two.
    static double median(double[] values) {
        return values.length == 0 ? Double.NaN : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /// Of the medians, not a number when either is missing.
    double ratio(String figure, String contender, String against) {
        return median(contender, figure) / median(against, figure);
    }

    /// A Markdown table of the medians.
    String table() {
        var figures = figures();
        var table = new StringBuilder("| |");
        figures.forEach(figure -> table.append(' ').append(figure).append(" |"));
        table.append("\n|---|").append("---:|".repeat(figures.size())).append('\n');
        for (var contender : contenders()) {
            table.append("| ").append(contender).append(" |");
            for (var figure : figures) {
                var median = median(contender, figure);
                table.append(' ').append(Double.isNaN(median) ? "" : text(median)).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    /// Every figure of every run.
    String csv() {
        var csv = new StringBuilder("contender,run,figure,value\n");
        for (var sample : samples) {
            sample.figures()
                    .forEach((figure, value) -> csv.append('"').append(sample.contender()).append("\",")
                            .append(sample.run()).append(',').append(figure).append(',')
                            .append(String.format(Locale.ROOT, "%.4f", value)).append('\n'));
        }
        return csv.toString();
    }

    /// With as many digits as mean something.
    static String text(double value) {
        var size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
