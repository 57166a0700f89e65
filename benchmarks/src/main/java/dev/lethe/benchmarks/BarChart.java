package dev.lethe.benchmarks;

import java.util.Locale;

/// A plot of one figure: a bar for each contender's median, with a line from the smallest to the largest run.
final class BarChart {

    private static final int ROW = 34;
    private static final int LEFT = 250;
    private static final int WIDTH = 460;

    private BarChart() {
    }

    static String of(String title, String figure, Results results) {
        var contenders = results.contenders().stream().filter(it -> results.values(it, figure).length > 0).toList();
        var most = contenders.stream().mapToDouble(it -> last(results.values(it, figure))).max().orElse(1);
        var svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="22" font-weight="bold">%s</text>
                """, LEFT + WIDTH + 90, 40 + ROW * contenders.size() + 10, title));
        var y = 40;
        for (var contender : contenders) {
            svg.append(row(contender, results.values(contender, figure), WIDTH / most, y));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String row(String contender, double[] values, double scale, int y) {
        var median = Results.median(values);
        var middle = y + 10;
        return String.format(Locale.ROOT, """
                <text x="10" y="%d">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="20" fill="#6b8fb5"/>
                <line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="black"/>
                <text x="%.1f" y="%d">%s</text>
                """, y + 15, contender, LEFT, y, median * scale, LEFT + values[0] * scale, middle,
                LEFT + last(values) * scale, middle, LEFT + last(values) * scale + 6, y + 15, Results.text(median));
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
