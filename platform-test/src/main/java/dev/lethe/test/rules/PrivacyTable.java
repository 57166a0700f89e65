package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import dev.lethe.platform.erasure.ColumnEntry;
import dev.lethe.platform.erasure.DataMap;

/// A service's part of the table in `docs/privacy.md`, which is drawn from the data map and nothing else.
/// `-Dlethe.privacy.write=true` writes it anew.
final class PrivacyTable {
    private static final String HEAD = """
            | table | column | whose | protection | when the account is erased | kept |
            | --- | --- | --- | --- | --- | --- |
            """;

    private final String service;

    PrivacyTable(String service) {
        this.service = service;
    }

    void check(DataMap map) throws IOException {
        var page = Path.of(System.getProperty("lethe.root", "..")).resolve("docs").resolve("privacy.md");
        var text = Files.readString(page);
        var begin = text.indexOf(begin());
        var end = text.indexOf(end());
        assertThat(begin).as("docs/privacy.md has no place for " + service).isNotNegative();
        var drawn = text.substring(0, begin) + begin() + "\n" + table(map) + text.substring(end);
        if (Boolean.getBoolean("lethe.privacy.write"))
            Files.writeString(page, drawn);
        assertThat(Files.readString(page))
                .as("docs/privacy.md is not what the data map says; rewrite it with -Dlethe.privacy.write=true")
                .isEqualTo(drawn);
    }

    private String begin() {
        return "<!-- data map of " + service + " -->";
    }

    private String end() {
        return "<!-- end of " + service + " -->";
    }

    private static String table(DataMap map) {
        return HEAD + map.columns().stream().map(PrivacyTable::row).collect(Collectors.joining());
    }

    private static String row(ColumnEntry entry) {
        return "| %s | %s | %s | %s | %s | %s |\n".formatted(entry.table(), entry.column(), whose(entry),
                entry.protection(), fate(entry), entry.retention().replace('-', ' '));
    }

    private static String whose(ColumnEntry entry) {
        if (entry.mentions() != null)
            return "names an account";
        return entry.subject() == null ? "nobody's" : entry.subject();
    }

    private static String fate(ColumnEntry entry) {
        return switch (entry.fate()) {
            case ROW -> "the row goes";
            case NULL -> "blanked";
            case KEEP -> "stays";
        };
    }
}
