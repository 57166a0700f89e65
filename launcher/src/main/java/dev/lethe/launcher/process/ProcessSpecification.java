package dev.lethe.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a process is run: the same for every start of it.
///
/// @param directory the working directory
/// @param log       receives standard output and error
/// @param record    where its pid is kept, so that a later launcher finds it
public record ProcessSpecification(String name, List<String> command, Map<String, String> environment, Path directory,
        Path log, Path record, Readiness readiness, StopSignal stopSignal) {

    /// What asks a process to end. PostgreSQL waits for its clients on TERM, so it gets INT.
    public enum StopSignal {
        TERM, INT
    }
}
