package dev.lethe.message.transfer;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

/// Imports as their owner steers them: prepared with files, uploaded, asked about, called off.
@Component
class ImportUploads {
    private final ImportStaging staging;
    private final ImportJobs jobs;
    private final ImportFiles files;
    private final HeldFilesClient held;
    private final HistoryImport imports;
    private final ImportEnding ending;

    ImportUploads(ImportStaging staging, ImportJobs jobs, ImportFiles files, HeldFilesClient held,
            HistoryImport imports, ImportEnding ending) {
        this.staging = staging;
        this.jobs = jobs;
        this.files = files;
        this.held = held;
        this.imports = imports;
        this.ending = ending;
    }

    /// Imports at once, without files.
    ImportProgress importAtOnce(UUID owner, InputStream export) {
        staging.prepare(owner);
        ImportJob job = staging.begin(owner);
        if (job == null) {
            throw running(owner);
        }
        return imports.run(job, export);
    }

    /// Makes an import that waits for its content, or adds files to it.
    ///
    /// @param paths which uploaded file stands for which path of the export
    /// @return whether it is new
    boolean prepare(UUID owner, UUID id, Map<String, UUID> paths) {
        staging.prepare(owner);
        requireHeld(owner, paths);
        boolean isNew = jobs.prepare(owner, id);
        ImportState state = jobs.find(owner, id).map(ImportProgress::state).orElseThrow(() -> running(owner));
        if (state == ImportState.READING || state == ImportState.FINISHING) {
            throw running(owner);
        }
        if (state == ImportState.WAITING) {
            jobs.keepWaiting(owner, id);
            files.add(staging.key(owner), owner, id, paths);
        }
        return isNew;
    }

    private void requireHeld(UUID owner, Map<String, UUID> paths) {
        List<UUID> wanted = new ArrayList<>(paths.values().stream().distinct().toList());
        for (int from = 0; from < wanted.size(); from += HeldFilesClient.AT_ONCE) {
            List<UUID> missing = held.missing(owner,
                    wanted.subList(from, Math.min(wanted.size(), from + HeldFilesClient.AT_ONCE)));
            paths.forEach((path, file) -> {
                if (missing.contains(file)) {
                    throw ImportLeasing.fileNotFound(path);
                }
            });
        }
    }

    /// Reads the content, from its beginning; what an earlier upload staged is not staged again.
    ImportProgress read(UUID owner, UUID id, InputStream export) {
        ImportProgress before = find(owner, id);
        if (before.state() == ImportState.DONE) {
            return before;
        }
        ImportJob job = staging.take(owner, id);
        if (job == null) {
            throw before.state() == ImportState.FAILED ? MessageProblems.IMPORT_BROKEN_OFF.asProblem()
                    : running(owner);
        }
        return imports.run(job, export);
    }

    /// How far it is.
    ImportProgress find(UUID owner, UUID id) {
        ImportProgress found = jobs.find(owner, id).orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        return found.messagesLeftOut() == 0 ? found : found.naming(staging.leftOut(owner, id));
    }

    /// Calls an import off, and forgets one that has ended.
    ///
    /// @return how many staged messages went
    int cancel(UUID owner, UUID id) {
        if (jobs.find(owner, id).isEmpty()) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        ImportJob job = jobs.cancel(owner, id);
        if (job != null) {
            return ending.remove(job);
        }
        jobs.forget(owner, id);
        if (jobs.find(owner, id).isPresent()) {
            throw running(owner);
        }
        return 0;
    }

    private Problem running(UUID owner) {
        Problem problem = MessageProblems.IMPORT_RUNNING.asProblem().retryAfter(Duration.ofSeconds(10));
        jobs.underWay(owner).ifPresent(id -> problem.with("importId", id.toString()));
        return problem;
    }
}
