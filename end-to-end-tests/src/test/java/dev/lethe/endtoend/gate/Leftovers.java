package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lethe.endtoend.Running;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.test.residue.Canary;
import dev.lethe.test.residue.ResidueScan;

/// What requests leave behind: lines of failures in the logs, and their own words in logs, outputs, records and temporary
/// files.
///
/// @param lengths of the logs when it began; stories before stop databases, and leave traces of that
record Leftovers(Map<Path, Long> lengths) {

    static Leftovers since() throws IOException {
        Map<Path, Long> lengths = new HashMap<>();
        for (Path log : logs()) {
            lengths.put(log, Files.size(log));
        }
        return new Leftovers(lengths);
    }

    void assertNone(List<Canary> canaries) throws IOException {
        assertThat(tracesOfJava()).isEmpty();
        Suite suite = Running.suite();
        ResidueScan scan = ResidueScan.lookingFor(canaries).folder("logs", suite.logFolder())
                .folder("run", suite.home().folder().resolve("run"))
                .folder("blobs", suite.dataFolder().resolve("blobs"))
                .kafka("kafka", suite.dataFolder().resolve("kafka"));
        for (Path folder : temporaryFolders()) {
            scan = scan.folder(folder.toString(), folder);
        }
        scan.run().assertClean();
    }

    /// Where the services' servers keep what they do not keep in memory.
    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(folder -> folder.getFileName().toString().startsWith("tomcat.")).toList();
        }
    }

    private List<String> tracesOfJava() throws IOException {
        List<String> traces = new ArrayList<>();
        for (Path log : logs()) {
            try (InputStream lines = Files.newInputStream(log)) {
                lines.skipNBytes(lengths.getOrDefault(log, 0L));
                new String(lines.readAllBytes(), ISO_8859_1).lines().filter(line -> line.startsWith("\tat "))
                        .forEach(traces::add);
            }
        }
        return traces.subList(0, Math.min(traces.size(), 20));
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> logs = Files.list(Running.suite().logFolder())) {
            return logs.filter(log -> log.getFileName().toString().matches("(?:.*-service|gateway).*\\.log")).toList();
        }
    }
}
