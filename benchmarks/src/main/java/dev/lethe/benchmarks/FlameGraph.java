package dev.lethe.benchmarks;

import java.util.Locale;

/// A picture of a call tree: width is processor time, callers stand below those they call.
final class FlameGraph {

    private static final int WIDTH = 1200;
    private static final int ROW = 15;
    private static final int DEEPEST = 90;
    /// Narrower frames are left out.
    private static final double NARROWEST = 2;
    private static final double LETTER = 6.2;

    private final StringBuilder svg = new StringBuilder();
    private final double scale;
    private int deepest;

    private FlameGraph(Profile.Frame root) {
        scale = WIDTH / (double) Math.max(1, root.samples());
    }

    static String of(String title, Profile.Frame root) {
        var graph = new FlameGraph(root);
        graph.draw(root, 0, 0);
        var height = (graph.deepest + 1) * ROW + 30;
        return String.format(Locale.ROOT,
                """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="monospace" font-size="10">
                        <rect width="100%%" height="100%%" fill="white"/><text x="4" y="14">%s, processor time of Java code</text>
                        <g transform="translate(0 %d) scale(1 1)">
                        %s</g></svg>
                        """,
                WIDTH, height, title, height - ROW, graph.svg);
    }

    private void draw(Profile.Frame frame, double x, int depth) {
        var width = frame.samples() * scale;
        if (width < NARROWEST || depth > DEEPEST) {
            return;
        }
        deepest = Math.max(deepest, depth);
        var letters = (int) (width / LETTER);
        var name = shortened(frame.name());
        svg.append(String.format(Locale.ROOT,
                "<g><title>%s, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                escaped(frame.name()), width * 100 / WIDTH, x, -depth * ROW, width - 0.3, ROW - 1,
                colour(frame.name())));
        if (letters > 3) {
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, -depth * ROW + 10,
                    escaped(name.substring(0, Math.min(letters, name.length())))));
        }
        svg.append("</g>\n");
        var at = x;
        for (var callee : frame.callees()) {
            draw(callee, at, depth + 1);
            at += callee.samples() * scale;
        }
    }

    private static String shortened(String name) {
        var method = name.lastIndexOf('.');
        var type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return name.substring(type + 1);
    }

    private static String colour(String name) {
        if (name.startsWith("dev.lethe.")) {
            return "#e8a33d";
        }
        if (name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")) {
            return "#cfd8dc";
        }
        return name.startsWith("org.postgresql.") ? "#8fb58f" : "#9db7d5";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
