package dev.lethe.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import com.marcnuri.helm.Helm;

/// A chart of this repository, rendered by Helm itself.
enum Chart {
    SUITE("lethe"), KEYHOLDER("lethe-keyholder");

    static final String RELEASE = "lethe";
    static final String NAMESPACE = "messages";
    /// The oldest that the charts take; without a cluster Helm assumes one that is older.
    private static final String KUBERNETES = "v1.30.0";

    private final String folder;

    Chart(String folder) {
        this.folder = folder;
    }

    static Path root() {
        return Path.of(System.getProperty("lethe.root", "..")).resolve("helm");
    }

    Path path() {
        return root().resolve(folder);
    }

    Values defaults() {
        return Values.of(path().resolve("values.yaml"));
    }

    Rendering render(Values values) {
        return Rendering.of(text(values));
    }

    /// @throws IllegalStateException with Helm's words when it refuses the values
    String text(Values values) {
        return inCopy(values, copy -> new Helm(copy).template().withName(RELEASE).withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES).call());
    }

    /// What Helm's linter has against the chart with these values.
    List<String> faults(Values values) {
        return inCopy(values, copy -> {
            var result = new Helm(copy).lint().strict().call();
            return result.isFailed() ? result.getMessages() : List.of();
        });
    }

    interface Use<T> {
        T of(Path copy);
    }

    /// Helm is given values as the chart's own, and keyholders' chart where `helm dependency update` lays it.
    <T> T inCopy(Values values, Use<T> use) {
        try {
            var temporary = Files.createTempDirectory("chart");
            try {
                return use.of(copied(values, temporary.resolve(folder)));
            } finally {
                delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copied(Values values, Path copy) throws IOException {
        copy(path(), copy);
        if (this == SUITE) {
            copy(KEYHOLDER.path(), copy.resolve("charts").resolve(KEYHOLDER.folder));
        }
        Files.writeString(copy.resolve("values.yaml"), defaults().with(values).yaml());
        return copy;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(it -> !from.relativize(it).startsWith("charts")).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
