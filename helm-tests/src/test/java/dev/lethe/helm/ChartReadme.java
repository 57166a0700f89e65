package dev.lethe.helm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// The table of a chart's README, made of the comments in its `values.yaml`: each tells of the key below it.
final class ChartReadme {

    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z0-9]+):(?: (.*))?$");
    private static final int INDENT = 2;

    private record Open(int depth, String name) {}

    private final List<String> rows = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private final Deque<Open> path = new ArrayDeque<>();

    private ChartReadme() {
    }

    static String table(String values) {
        var readme = new ChartReadme();
        // the first paragraph is of the file
        values.lines().dropWhile(it -> it.startsWith("#")).forEach(readme::read);
        return "| value | default | what it is |\n|---|---|---|\n" + String.join("\n", readme.rows) + "\n";
    }

    private void read(String line) {
        if (line.strip().startsWith("#")) {
            comment.add(line.strip().substring(1).strip());
            return;
        }
        var key = KEY.matcher(line);
        if (key.matches()) {
            enter(key.group(1).length() / INDENT, key.group(2));
            tell(key.group(3) == null ? "" : key.group(3));
        }
        comment.clear();
    }

    private void enter(int depth, String name) {
        while (!path.isEmpty() && path.peekLast().depth() >= depth) {
            path.removeLast();
        }
        path.addLast(new Open(depth, name));
    }

    private void tell(String value) {
        if (!comment.isEmpty()) {
            rows.add("| `%s` | %s | %s |".formatted(String.join(".", path.stream().map(Open::name).toList()),
                    value.isEmpty() || value.equals("\"\"") ? "" : "`" + value.replace("|", "\\|") + "`",
                    String.join(" ", comment).replace("|", "\\|")));
        }
    }
}
