package dev.lethe.gateway.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.web.util.HtmlUtils;

/// The tables of `docs/privacy.md` as HTML. They are generated from the databases' comments and checked by each service.
final class DataMap {

    private static final Pattern SERVICE = Pattern.compile("<!-- data map of ([a-z-]+) -->\n(.*?)<!-- end",
            Pattern.DOTALL);
    private static final int RULE = 1;

    private DataMap() {
    }

    static String html(String privacy) {
        return SERVICE.matcher(privacy).results().map(DataMap::service).collect(Collectors.joining("\n"));
    }

    private static String service(MatchResult found) {
        List<String> lines = found.group(2).lines().toList();
        String name = found.group(1);
        String rows = lines.stream().skip(RULE + 1).map(line -> row(line, "td")).collect(Collectors.joining("\n"));
        return """
                <details lang="en"><summary>%s</summary>
                <div class="wide" tabindex="0" role="region" aria-label="%s"><table>
                <thead>%s</thead>
                <tbody>%s</tbody>
                </table></div></details>""".formatted(name, name, row(lines.getFirst(), "th"), rows);
    }

    private static String row(String line, String cell) {
        String scope = cell.equals("th") ? " scope=\"col\"" : "";
        return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(text -> "<%s%s>%s</%s>".formatted(cell, scope, HtmlUtils.htmlEscape(text.strip()), cell))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
