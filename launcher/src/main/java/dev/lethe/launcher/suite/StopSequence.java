package dev.lethe.launcher.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.lethe.launcher.process.ManagedProcess;

/// Stops the suite in reverse order, neighbours of one group together.
final class StopSequence {

    /// For a process that records, behind all others, on a machine that others use.
    private static final Duration ALONE = Duration.ofMinutes(2);

    private final Duration patience;
    private final Consumer<ManagedProcess> stopped;
    private final BooleanSupplier isHurried;
    private final Set<String> inOrder = new HashSet<>();

    /// @param patience  how long the processes of a group may take, when nothing is recorded
    /// @param stopped   hears of each process that has ended
    /// @param isHurried whether nothing is to be recorded any more
    StopSequence(Duration patience, Consumer<ManagedProcess> stopped, BooleanSupplier isHurried) {
        this.patience = patience;
        this.stopped = stopped;
        this.isHurried = isHurried;
    }

    /// Answers the names of the processes that had the time to end in order.
    Set<String> stop(Map<String, ManagedProcess> processes) {
        for (var group = 4; group > 0; group--) {
            var names = new ArrayList<String>();
            for (var service : ServiceName.ALL) {
                if (service.group() == group) {
                    names.add(service.name());
                }
            }
            stop(processes, names);
        }
        stop(processes, List.of(Stores.BROKER));
        stop(processes, processes.keySet().stream().filter(name -> name.endsWith(Stores.MAIN)).toList());
        return inOrder;
    }

    private void stop(Map<String, ManagedProcess> processes, List<String> names) {
        var present = names.stream().filter(processes::containsKey).map(processes::get).toList();
        present.forEach(ManagedProcess::requestStop);
        for (var process : present) {
            // PostgreSQL does its very work in children
            if (process.name().endsWith(Stores.MAIN)) {
                process.stop(patience);
            } else if (process.stop(ALONE, patience, isHurried)) {
                inOrder.add(process.name());
            }
            stopped.accept(process);
        }
    }
}
