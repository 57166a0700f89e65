package dev.lethe.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A process that some launcher recorded and that still runs.
public record RunningProcess(String name, ProcessHandle handle) {

    /// In the order of their names.
    public static List<RunningProcess> recordedIn(Path folder) throws IOException {
        var found = new ArrayList<RunningProcess>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*.pid")) {
                for (var file : files) {
                    var name = file.getFileName().toString().replace(".pid", "");
                    ProcessRecord.read(file)
                            .flatMap(ProcessRecord::running)
                            .ifPresent(handle -> found.add(new RunningProcess(name, handle)));
                }
            }
        }
        found.sort(Comparator.comparing(RunningProcess::name));
        return found;
    }
}
